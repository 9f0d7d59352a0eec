'''The window: calls verbs and shows values.

May not know any room but `work`, and the values of `form` and `audit`.

How to add a page ----------------- A page is one file in the folder of its subject
(`ui/cases/list_page.py`). It is handed what it needs, calls verbs by `jobs`, and tells what happened by
signals in the past tense, which carry frozen values:

    class SignPage(Page):
        """One return, one button."""

        signed = Signal(object)  # work.Signed, once the revision is on disk

        def __init__(self, asked: Asked, handed: Handed) -> None:
            super().__init__(self.tr("Sign and export"), above=asked.ref)
            self._asked, self._handed = asked, handed
            self.add(Card(PlainLabel(self.tr("What leaves this desk"), "question"), …))
            self.foot = Foot(main=Button(self.tr("Sign"), self._sign, Role.PRIMARY))

        def _sign(self) -> None:
            desk, now, new_id = self._handed.desk, self._handed.now, self._handed.new_id
            self._handed.jobs.start(
                Lane.PEN,
                lambda _: work.sign_return(desk, self._asked, now=now, new_id=new_id),
                Then(done=self.signed.emit, failed=self.refused.emit, owner=self),
            )

`auditor.py` and `coordinator.py` are the tables of pages: each makes the pages of its role and says which
follows which (`page.signed.connect(self._to_export)`), by `window.show_page(page)`, `window.push(page)` and
`window.back()`. No page knows another, and the window knows none.

What a page has:

- `add(…)` puts parts below its `title`; `retitle` changes that;
- `status` is the save state in the bar above, `top` further buttons there;
- `side` stands at the side: a `Rail` of sections, or any part; `side_name` is its button's words at high
  zoom;
- `foot` is the bar below: Back, what is left, the main button, which Ctrl+Enter presses;
- `first` has the focus when the page is shown (the title, unless a box is to be typed in at once);
- `bind("Ctrl+K", self.tr("Find a question"), …)` gives it keys, which the page of help (F1) lists below what
  the page is `about`;
- `subject` is what the window is called: a case's reference and agency at most;
- `refused` gives an error to the notice bar, `noticed` a `Notice`. What concerns one box stands at that
  box: `Field.show_error`.

Parts are in `auditdesk.ui.parts`. Lay them out by `column`, `row` and `Flow`, whose spaces follow the zoom,
and never by a number of pixels; while painting, `tokens.px(16)` is 16 at 100 %, and
`tokens.colour("muted")` a colour of the theme. Otherwise a colour is a `role` that `style.py` knows. Zoom
and theme change in place, so a page keeps its parts for as long as it is there. Side by side fits rarely at
400 %: use `Flow`, or let parts stand in a column.

Every text is `self.tr("…")` with the words in place; what varies goes in by `.format`. What a person typed,
or a tool says, is data: it is shown by `PlainLabel` and never translated.

Tests: `tests/gui/conftest.py` gives `window`, `handed`, `desk`, and `seen`, a person at the window who
finds parts by the name that is read out: `seen.press("Sign")`, `seen.type("Passphrase", "…")`,
`seen.choose("Is the plan explicit?", "Met")`, `seen.words()`, `seen.rows("Cases")`.
'''
