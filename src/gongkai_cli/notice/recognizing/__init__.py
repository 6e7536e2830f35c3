"""The parts of a notice, found in its blocks: header, tasks, clauses, units, activities, deadlines."""
