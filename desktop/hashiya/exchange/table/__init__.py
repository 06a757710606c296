"""Tables: CSV, TSV, Excel, and JSON rows; one annotation a row, columns by any name."""
