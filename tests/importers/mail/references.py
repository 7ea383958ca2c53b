"""RFC 5256's REFERENCES, step by step and recursive: slow, and as close to the words of the RFC as can be."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(slots=True)
class Mail:
    identifier: str
    references: list[str] = field(default_factory=list)
    date: int = 0
    subject: str = ""
    reply: bool = False


@dataclass(slots=True, eq=False)
class Container:
    mail: Mail | None = None
    parent: Container | None = None
    children: list[Container] = field(default_factory=list)

    def below(self, other: Container) -> bool:
        return self is other or (self.parent is not None and self.parent.below(other))

    def put_below(self, parent: Container | None) -> None:
        if self.parent is not None:
            self.parent.children.remove(self)
        self.parent = parent
        if parent is not None:
            parent.children.append(self)

    def date(self) -> int:
        return self.mail.date if self.mail else min(child.date() for child in self.children)


def linked(mails: list[Mail]) -> dict[str, Container]:
    """Do step 1; of equal ids the first keeps it, the others get one of their own."""
    table: dict[str, Container] = {}
    for number, mail in enumerate(mails):
        name = mail.identifier
        if name in table and table[name].mail is not None:
            name = f"{name} {number}"
        chain = [table.setdefault(reference, Container()) for reference in mail.references]
        for above, below in pairwise(chain):
            if below.parent is None and not above.below(below):
                below.put_below(above)
        own = table.setdefault(name, Container())
        own.mail = mail
        own.put_below(None)
        if chain and not chain[-1].below(own):
            own.put_below(chain[-1])
    return table


def pruned(containers: list[Container]) -> list[Container]:
    """Do step 3: containers without mail go, their children take their place, at the root only an only child."""
    kept: list[Container] = []
    for container in containers:
        container.children = pruned_below(container)
        if container.mail is not None or len(container.children) > 1:
            kept.append(container)
        else:
            kept.extend(container.children)
    return kept


def pruned_below(container: Container) -> list[Container]:
    kept: list[Container] = []
    for child in container.children:
        child.children = pruned_below(child)
        kept.extend([child] if child.mail is not None else child.children)
    return kept


def gathered(roots: list[Container]) -> list[Container]:
    """Do step 5: threads of one base subject become one."""
    table: dict[str, Container] = {}
    subjects: dict[int, str] = {}
    for root in roots:
        first = root.mail or min((child for child in root.children), key=Container.date).mail
        assert first is not None
        subjects[id(root)] = first.subject
        known = table.get(first.subject)
        if not first.subject:
            continue
        if known is None or (
            known.mail is not None and (root.mail is None or (known.mail.reply and not root.mail.reply))
        ):
            table[first.subject] = root
    result: list[Container] = []
    for root in roots:
        known = table.get(subjects[id(root)])
        if known is None or known is root:
            result.append(root)
        elif known.mail is None:
            known.children.extend(root.children if root.mail is None else [root])
        elif root.mail is not None and root.mail.reply and not known.mail.reply:
            known.children.append(root)
        else:
            both = Container(known.mail, None, known.children)
            known.mail, known.children = None, [both, root]
    return result


def answer(mails: list[Mail]) -> str:
    """Return what a server answers to THREAD REFERENCES; messages are numbered from 1."""
    numbers = {id(mail): number for number, mail in enumerate(mails, start=1)}

    def order(container: Container) -> tuple[int, int]:
        first = container
        while first.mail is None:
            first = min(first.children, key=order)
        return first.mail.date, numbers[id(first.mail)]

    def written(container: Container) -> str:
        children = sorted(container.children, key=order)
        own = [] if container.mail is None else [str(numbers[id(container.mail)])]
        below = [written(child) for child in children]
        if len(below) > 1 or container.mail is None:
            below = [f"({child})" for child in below]
        return " ".join([*own, "".join(below)] if below else own)

    roots = pruned([each for each in linked(mails).values() if each.parent is None])
    return "".join(f"({written(root)})" for root in sorted(gathered(sorted(roots, key=order)), key=order))
