"""Every action as data: its name in the texts, its keys, where they work, and the menu that it stands in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from hashiya.domain.scheme import Scheme


class Context(StrEnum):
    """Where a key works.

    Bare keys work only in the viewer, roles only while a claim is open, those of a review only while a proposal is in
    question, those of hits only in the list of a search: these go before all others.
    """

    EVERYWHERE = "everywhere"
    VIEWER = "viewer"
    CLAIM_OPEN = "claim_open"
    REVIEW = "review"
    HITS = "hits"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a person can ask for; its text is `action.<id>`, or the scheme's own for labels and roles.

    `strokes` are the default keys in order of preference (design: keys.md); `menu` None leaves it to the command
    palette; `needs` is what must be there: nothing, a project, an article, or a project that can be written.
    """

    id: str
    strokes: tuple[str, ...] = ()
    context: Context = Context.EVERYWHERE
    menu: str | None = None
    icon: str | None = None
    needs: str = "article"
    mac: tuple[str, ...] = ()


E, V, C, R, H = Context.EVERYWHERE, Context.VIEWER, Context.CLAIM_OPEN, Context.REVIEW, Context.HITS

ACTIONS: tuple[Action, ...] = (
    # Project
    Action("new", ("Ctrl+N",), E, "project", "plus", needs="nothing"),
    Action("open", ("Ctrl+O",), E, "project", "folder", needs="nothing"),
    Action("open_sample", (), E, "project", "document", needs="nothing"),
    Action("start_afresh", (), E, "project", needs="nothing"),
    Action("import", ("Ctrl+I",), E, "project", "import", needs="project"),
    Action("imports", (), E, "project", needs="project"),
    Action("export", ("Ctrl+E",), E, "project", "export", needs="project"),
    Action("print_report", (), E, "project", needs="project"),
    Action("copy_to_hand_on", (), E, "project", needs="project"),
    Action("restore_backup", (), E, "project", needs="nothing"),
    Action("close_project", (), E, "project", needs="project"),
    Action("new_window", (), E, "project", needs="project"),
    Action("quit", ("Ctrl+Q",), E, "project", needs="nothing"),
    # Edit
    Action("undo", ("Ctrl+Z",), E, "edit", "undo", needs="project"),
    Action("redo", ("Ctrl+Y", "Ctrl+Shift+Z"), E, "edit", needs="project"),
    Action("copy", ("Ctrl+C",), V, "edit"),
    Action("find", ("Ctrl+F", "/"), V, "edit", "search"),
    Action("find_all", ("Ctrl+Shift+F",), E, "edit", needs="project"),
    Action("find_next", ("F3",), E, "edit", mac=("Ctrl+G",)),
    Action("find_previous", ("Shift+F3",), E, "edit", mac=("Ctrl+Shift+G",)),
    Action("settings", ("Ctrl+,",), E, "edit", "gear", needs="nothing"),
    # View
    Action("text_larger", ("Ctrl+=",), E, "view"),
    Action("text_smaller", ("Ctrl+-",), E, "view"),
    Action("text_usual", ("Ctrl+0",), E, "view"),
    Action("lines_wider", ("Ctrl+Shift+=",), E, "view"),
    Action("lines_closer", ("Ctrl+Shift+-",), E, "view"),
    Action("show_invisible", ("Ctrl+Shift+8",), E, "view"),
    Action("show_others", (), E, "view", needs="project"),
    Action("show_relations", (), E, "view", needs="project"),
    Action("show_proposals", ("Ctrl+Shift+N",), E, "view", needs="project"),
    Action("pane_start", ("Ctrl+B",), E, "view", needs="project"),
    Action("pane_end", ("Ctrl+Shift+B",), E, "view", needs="project"),
    Action("reading_alone", ("F11",), E, "view", needs="project", mac=("Ctrl+Meta+F",)),
    Action("theme", (), E, "view", needs="nothing"),
    Action("language", (), E, "view", needs="nothing"),
    # Annotate
    Action("label_by_name", ("=",), V, "annotate"),
    Action("claim", ("C",), V, "annotate", "claim"),
    Action("region", ("G",), V, "annotate", "region"),
    Action("relation", ("R",), V, "annotate", "relation"),
    Action("referent", ("H",), V, "annotate", "link"),
    Action("says_same", ("E",), V, "annotate", "cluster"),
    Action("leave_cluster", ("Shift+E",), V, "annotate"),
    Action("note", ("M",), V, "annotate", "note"),
    Action("sticky", ("K",), V, "annotate", "pin"),
    Action("label_all", ("L",), V, "annotate", "list"),
    Action("proclitics", ("X",), V, "annotate"),
    Action("add_fragment", ("A",), V, "annotate", "plus"),
    Action("edge_left_out", ("[",), V, "annotate"),
    Action("edge_right_out", ("]",), V, "annotate"),
    Action("edge_left_in", ("Shift+[",), V, "annotate"),
    Action("edge_right_in", ("Shift+]",), V, "annotate"),
    Action("edge_left_letter", ("Alt+[",), V),
    Action("edge_right_letter", ("Alt+]",), V),
    Action("delete", ("Del", "Backspace"), V, "annotate", "trash"),
    Action("take_over", (), V, "annotate"),
    Action("history", (), V, "annotate"),
    Action("same_speaker", ("B",), C, "annotate"),
    # Review
    Action("accept", ("Enter",), R, icon="tick"),
    Action("reject", ("Del", "Backspace"), R, icon="close"),
    Action("skip", ("Down",), R),
    Action("accept_alike", ("Shift+Enter",), R),
    Action("accept_many", ("Ctrl+Enter",), R),
    # Hits
    Action("hit_go", ("Enter",), H),
    Action("hit_alike", ("Shift+Enter",), H),
    Action("hit_apply", ("Ctrl+Enter",), H),
    Action("hit_reject", ("Del", "Backspace"), H),
    Action("hit_proclitics", ("X",), H),
    # Select and move
    Action("grow", ("Space",), V, "go"),
    Action("shrink", ("Shift+Space",), V, "go"),
    Action("word_next", ("Ctrl+Left",), V, mac=("Alt+Left",)),
    Action("word_previous", ("Ctrl+Right",), V, mac=("Alt+Right",)),
    Action("word_next_extend", ("Ctrl+Shift+Left",), V, mac=("Alt+Shift+Left",)),
    Action("word_previous_extend", ("Ctrl+Shift+Right",), V, mac=("Alt+Shift+Right",)),
    Action("paragraph_next", ("Ctrl+Down",), V),
    Action("paragraph_previous", ("Ctrl+Up",), V),
    Action("paragraph_next_extend", ("Ctrl+Shift+Down",), V),
    Action("paragraph_previous_extend", ("Ctrl+Shift+Up",), V),
    Action("sentence_next", ("Alt+Down",), V),
    Action("sentence_previous", ("Alt+Up",), V),
    Action("step_out", ("Esc",), E, "go", needs="nothing"),
    # Go
    Action("mark_next", ("Tab",), V, "go"),
    Action("mark_previous", ("Shift+Tab",), V, "go"),
    Action("mention_next", ("W",), V, "go"),
    Action("mention_previous", ("Shift+W",), V, "go"),
    Action("claim_next", ("Q",), V, "go"),
    Action("claim_previous", ("Shift+Q",), V, "go"),
    Action("look_next", ("U",), V, "go", "warning"),
    Action("proposal_next", ("N",), V, "go"),
    Action("proposal_previous", ("Shift+N",), V, "go"),
    Action("other_end", ("J",), V, "go"),
    Action("inner_outer", (";",), V, "go"),
    Action("card", ("Enter",), V, "go"),
    Action("article_next", ("Ctrl+PgDown",), E, "go"),
    Action("article_previous", ("Ctrl+PgUp",), E, "go"),
    Action("done_next", ("Ctrl+D",), E, "go", "status-done"),
    Action("set_aside", ("Ctrl+Shift+D",), E, "go"),
    Action("place_back", ("Alt+Left",), V, "go", mac=("Ctrl+]",)),
    Action("place_forward", ("Alt+Right",), V, "go", mac=("Ctrl+[",)),
    Action("pane_next", ("F6",), E, "go", needs="project"),
    Action("pane_previous", ("Shift+F6",), E, "go", needs="project"),
    Action("go_articles", ("Ctrl+1",), E, "go", needs="project"),
    Action("go_text", ("Ctrl+2",), E, "go", needs="project"),
    Action("go_labels", ("Ctrl+3",), E, "go", needs="project"),
    Action("go_card", ("Ctrl+4",), E, "go", needs="project"),
    # Tools
    Action("command_palette", ("Ctrl+K",), E, "tools", "search", needs="nothing"),
    Action("referents", (), E, "tools", "link", needs="project"),
    Action("clusters", (), E, "tools", "cluster", needs="project"),
    Action("overview", (), E, "tools", "list", needs="project"),
    Action("metadata", (), E, "tools", needs="article"),
    Action("remove_article", (), E, "tools", needs="article"),
    Action("scheme", (), E, "tools", needs="project"),
    Action("engines", (), E, "tools", needs="project"),
    Action("annotator", (), E, "tools", "person", needs="nothing"),
    Action("keys", (), E, "tools", needs="nothing"),
    # Help
    Action("guide", ("F1",), E, "help", "guide", needs="nothing"),
    Action("guide_pages", (), E, "help", needs="nothing"),
    Action("keys_now", ("?", "Shift+/"), V, "help"),
    Action("update", (), E, "help", needs="nothing"),
    Action("log", (), E, "help", needs="nothing"),
    Action("crash_reports", (), E, "help", needs="nothing"),
    Action("about", (), E, "help", "info", needs="nothing"),
)

MENUS = ("project", "edit", "view", "annotate", "go", "tools", "help")
LABEL, ROLE = "label:", "role:"


def scheme_actions(scheme: Scheme) -> tuple[Action, ...]:
    """The actions that the scheme brings: a key for each label that has one, and for each role of a claim."""
    labels = [
        Action(LABEL + label.key, (label.hotkey,) if label.hotkey else (), V)
        for label in scheme.entities.labels
        if not label.retired
    ]
    roles = [
        Action(ROLE + role.key, (role.hotkey,) if role.hotkey else (), C) for role in scheme.roles if not role.retired
    ]
    return (*labels, *roles)
