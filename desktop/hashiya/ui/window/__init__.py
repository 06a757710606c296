"""The window: assembles header, panes, viewer and status line, and connects them to the desk."""
