-- What was recommended for a line of the plan, and on what grounds; null until somebody asks.
ALTER TABLE full_synchronization_line ADD COLUMN recommended VARCHAR(20);
ALTER TABLE full_synchronization_line ADD COLUMN recommended_because VARCHAR(200);
