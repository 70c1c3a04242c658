GRANT USAGE ON SCHEMA shield TO guitai_core;
GRANT SELECT, INSERT ON shield.cards TO guitai_core;
