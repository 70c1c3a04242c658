GRANT USAGE ON SCHEMA talk TO guitai_core, guitai_console;
GRANT INSERT ON talk.messages TO guitai_core;
GRANT SELECT ON talk.messages TO guitai_console;
