"""What people decide of findings: waivers with reason and expiry, the baseline."""
