-- What was refused while nobody was there to hear it: the sentence with its values, to be spoken when it is shown.
ALTER TABLE refusals.refusals ADD COLUMN words jsonb;
