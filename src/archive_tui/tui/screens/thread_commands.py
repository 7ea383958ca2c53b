"""Commands that the thread widget carries out alone: which of its methods, and how often."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from archive_tui.tui.keys import Call
    from archive_tui.tui.widgets.thread import ThreadWidget

THREAD_COMMANDS: Final[Mapping[str, Callable[[ThreadWidget, Call], bool]]] = {
    "next": lambda thread, call: thread.move(call.times),
    "previous": lambda thread, call: thread.move(-call.times),
    "next-sibling": lambda thread, call: thread.move_sibling(call.times),
    "previous-sibling": lambda thread, call: thread.move_sibling(-call.times),
    "root": lambda thread, _: thread.to_root(),
    "next-top": lambda thread, call: thread.to_top_level(call.times),
    "previous-top": lambda thread, call: thread.to_top_level(-call.times),
    "next-unread": lambda thread, call: thread.to_unread(call.times),
    "previous-unread": lambda thread, call: thread.to_unread(-call.times),
    "next-new": lambda thread, call: thread.to_new(call.times),
    "previous-new": lambda thread, call: thread.to_new(-call.times),
    "page-down": lambda thread, call: thread.page(call.times),
    "page-up": lambda thread, call: thread.page(-call.times),
    "half-down": lambda thread, call: thread.page(call.times, half=True),
    "half-up": lambda thread, call: thread.page(-call.times, half=True),
    "first": lambda thread, _: thread.to_first(),
    "fold": lambda thread, _: thread.toggle_fold(),
    "expand": lambda thread, _: thread.step_in(),
    "collapse": lambda thread, _: thread.step_out(),
    "unfold-one": lambda thread, _: thread.open_one(),
    "fold-one": lambda thread, _: thread.close_one(),
    "unfold-branch": lambda thread, _: thread.unfold_branch(),
    "fold-branch": lambda thread, _: thread.fold_branch(),
    "unfold-level": lambda thread, _: thread.fold_level(1),
    "fold-level": lambda thread, _: thread.fold_level(-1),
    "unfold-all": lambda thread, _: thread.unfold_all(),
    "fold-all": lambda thread, _: thread.fold_all(),
    "fold-depth": lambda thread, call: thread.fold_to_depth(int(call.argument)),
    "fold-chain": lambda thread, _: thread.fold_chain(),
    "fold-others": lambda thread, _: thread.fold_others(),
    "align-middle": lambda thread, _: thread.align("center"),
    "align-top": lambda thread, _: thread.align("top"),
    "align-bottom": lambda thread, _: thread.align("bottom"),
    "next-by-author": lambda thread, call: thread.to_author(call.times),
    "previous-by-author": lambda thread, call: thread.to_author(-call.times),
    "narrow": lambda thread, _: thread.narrow(),
    "back": lambda thread, _: thread.back(),
    "forward": lambda thread, _: thread.forward(),
}
