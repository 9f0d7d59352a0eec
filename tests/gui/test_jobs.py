"""Two lanes beside the window's thread."""

import threading
import time
import weakref

import pytest
from PySide6.QtCore import QObject

from auditdesk.errors import DeskError
from auditdesk.ui.jobs import Lane, Then


def test_what_follows_runs_on_the_windows_thread_with_what_the_verb_gave(jobs, qtbot):
    told: list[object] = []

    jobs.start(
        Lane.PEN, lambda _: 42, Then(done=lambda value: told.append((value, threading.current_thread())))
    )

    qtbot.waitUntil(lambda: told != [])
    assert told == [(42, threading.main_thread())]


def test_the_pen_writes_in_the_order_it_was_asked(jobs, qtbot):
    written = []

    for number in range(50):
        jobs.start(Lane.PEN, lambda _, n=number: written.append(n))

    qtbot.waitUntil(lambda: len(written) == 50)
    assert written == list(range(50))


def test_a_long_errand_does_not_hold_up_the_pen(jobs, qtbot):
    gate = threading.Event()
    told: list[str] = []

    jobs.start(Lane.ERRAND, lambda _: gate.wait(20), Then(done=lambda _: told.append("errand")))
    jobs.start(Lane.PEN, lambda _: None, Then(done=lambda _: told.append("pen")))

    qtbot.waitUntil(lambda: told == ["pen"])
    gate.set()
    qtbot.waitUntil(lambda: told == ["pen", "errand"])


@pytest.mark.parametrize("trouble", [DeskError("D_LOCKED"), ValueError("ours")])
def test_a_verb_that_fails_tells_its_error(jobs, qtbot, trouble):
    told: list[object] = []

    def verb(_watch):
        raise trouble

    jobs.start(Lane.PEN, verb, Then(done=told.append, failed=told.append))

    qtbot.waitUntil(lambda: told == [trouble])


def test_a_cancelled_verb_stops_at_its_next_step_and_tells_only_that(jobs, qtbot):
    told: list[object] = []
    begun = threading.Event()

    def endless(watch):
        while True:
            begun.set()
            watch.step(0, 1, "on and on")

    then = Then(done=told.append, failed=told.append, cancelled=lambda: told.append("cancelled"))
    job = jobs.start(Lane.ERRAND, endless, then)
    begun.wait(20)
    job.cancel()

    qtbot.waitUntil(lambda: told == ["cancelled"])


def test_progress_is_told_on_the_windows_thread(jobs, qtbot):
    told: list[object] = []

    jobs.start(
        Lane.ERRAND,
        lambda watch: watch.step(3, 3, "bundles"),
        Then(progressed=lambda one: told.append(one.what)),
    )

    qtbot.waitUntil(lambda: told == ["bundles"])


def test_nothing_follows_once_the_page_that_asked_is_gone(jobs, qtbot):
    gate, page = threading.Event(), QObject()
    told: list[object] = []

    jobs.start(Lane.ERRAND, lambda _: gate.wait(20), Then(done=told.append, owner=page))
    page.deleteLater()
    del page
    qtbot.waitUntil(lambda: jobs.start(Lane.PEN, lambda _: None) is not None)
    gate.set()
    jobs.start(Lane.ERRAND, lambda _: "last", Then(done=told.append))

    qtbot.waitUntil(lambda: "last" in told)
    assert told == ["last"]


def test_closing_ends_within_a_second_and_lets_the_pen_finish(jobs):
    written = []

    def endless(watch):
        while True:
            watch.step(0, 1, "on and on")

    jobs.start(Lane.ERRAND, endless)
    for number in range(20):
        jobs.start(Lane.PEN, lambda _, n=number: written.append(n))
    began = time.monotonic()
    jobs.close()

    assert time.monotonic() - began < 1
    assert written == list(range(20))


def test_what_a_verb_holds_is_let_go_of_on_the_windows_thread(jobs, qtbot):
    """A lane that is the last to know a part of the window would take it apart while Qt does."""
    ends: list[threading.Thread] = []

    class Part:
        """What the page that asked hands to its verb."""

    for _ in range(300):
        part = Part()
        weakref.finalize(part, lambda: ends.append(threading.current_thread()))
        jobs.start(Lane.PEN, lambda _, held=part: repr(held))
        del part
    jobs.start(Lane.PEN, lambda _: None)

    qtbot.waitUntil(lambda: jobs.is_idle)
    jobs.start(Lane.PEN, lambda _: None)
    qtbot.waitUntil(lambda: len(ends) == 300)
    assert set(ends) == {threading.main_thread()}
