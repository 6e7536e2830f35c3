"""The parts of a running text: lines, numbers, the tree of parts, tasks and their demands."""
