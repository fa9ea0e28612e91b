"""奖补测算: what every row gets, by which steps, and trying out."""
