"""The window: panes, the viewer, dialogs, themes; no rule, no SQL and no offset arithmetic lives here."""
