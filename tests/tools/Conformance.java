import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.logging.LogManager;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.RuleId;

/**
 * Asks the veraPDF engine whether files keep to profiles of PDF/UA and PDF/A.
 *
 * <p>What goes in: the profiles, joined by commas ({@code ua1,2a}), then the files. What comes out, on
 * standard output, are lines of fields between tabs:
 *
 * <pre>
 * conforms  PROFILE  FILE
 * breaks    PROFILE  FILE
 * rule      PROFILE  FILE  CLAUSE-TEST  TIMES  MESSAGE
 * </pre>
 *
 * <p>Each file is judged by each profile, in the order given; a broken rule is told once, with the
 * number of its places and the first of them. The exit status is 0 when every file conforms, 1 when one
 * does not, 2 when the question makes no sense.
 */
final class Conformance {
  private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private Conformance() {}

  public static void main(String[] arguments) {
    // The engine logs every oddity of a file; what counts is in its answer.
    LogManager.getLogManager().reset();
    if (arguments.length < 2) {
      refuse("give the profiles and at least one file");
    }
    VeraGreenfieldFoundryProvider.initialise();
    boolean allConform = true;
    for (String wanted : arguments[0].split(",")) {
      PDFAFlavour profile = PDFAFlavour.byFlavourId(wanted);
      if (profile == PDFAFlavour.NO_FLAVOUR) {
        refuse("there is no profile " + wanted);
      }
      for (int index = 1; index < arguments.length; index++) {
        allConform &= judge(profile, arguments[index]);
      }
    }
    System.exit(allConform ? 0 : 1);
  }

  private static boolean judge(PDFAFlavour profile, String file) {
    ValidationResult answer;
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), profile);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(profile, false)) {
      answer = validator.validate(parser);
    } catch (Exception unreadable) {
      tell("breaks", profile.getId(), file);
      tell("rule", profile.getId(), file, "unreadable", "1", String.valueOf(unreadable));
      return false;
    }
    tell(answer.isCompliant() ? "conforms" : "breaks", profile.getId(), file);
    Map<String, Integer> times = new LinkedHashMap<>();
    Map<String, String> messages = new LinkedHashMap<>();
    for (TestAssertion assertion : answer.getTestAssertions()) {
      if (assertion.getStatus() == TestAssertion.Status.FAILED) {
        RuleId id = assertion.getRuleId();
        String rule = id.getClause() + "-" + id.getTestNumber();
        times.merge(rule, 1, Integer::sum);
        messages.putIfAbsent(
            rule, assertion.getMessage() + " (first at " + assertion.getLocation().getContext() + ")");
      }
    }
    times.forEach(
        (rule, count) ->
            tell("rule", profile.getId(), file, rule, count.toString(), messages.get(rule)));
    return answer.isCompliant();
  }

  private static void tell(String... fields) {
    for (int index = 0; index < fields.length; index++) {
      fields[index] = fields[index].replaceAll("\\s+", " ");
    }
    OUT.println(String.join("\t", fields));
  }

  private static void refuse(String words) {
    System.err.println("Conformance: " + words);
    System.exit(2);
  }
}
