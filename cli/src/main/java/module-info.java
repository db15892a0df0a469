/** The {@code decisive} command. */
@SuppressWarnings("requires-automatic") // libraries without a module-info
module decisive.cli {
  requires org.apache.commons.text;
  requires decisive.tutorials;
  requires com.fasterxml.jackson.databind;
  requires java.desktop;
  requires jdk.management;
  requires jcommander;
  requires me.tongfei.progressbar;

  opens decisive.cli to
      com.fasterxml.jackson.databind, // which writes records as JSON
      jcommander; // which sets the fields of options
}
