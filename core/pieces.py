"""A long list some hundred at a time: databases bound how much one statement may name, and memory is not endless."""

AT_ONCE = 500


def pieces(rows, size=AT_ONCE):
    """Slices of a list, all but the last of the same length."""
    return (rows[start : start + size] for start in range(0, len(rows), size))
