"""月报季报: the reports for a month or a quarter."""
