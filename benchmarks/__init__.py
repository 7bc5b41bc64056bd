"""Speed, memory and quality, each beside a named peer or a provable bound measured in the same run."""
