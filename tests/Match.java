import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Scanner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines of a pattern and a string, both in hexadecimal UTF-16, and prints for each whether they match. */
class Match {
    public static void main(String[] arguments) {
        Scanner lines = new Scanner(System.in);
        while (lines.hasNextLine()) {
            String[] fields = lines.nextLine().split(" ", -1);
            Matcher matcher = Pattern.compile(decode(fields[0])).matcher(decode(fields[1]));
            System.out.println((arguments[0].equals("matches") ? matcher.matches() : matcher.find()) ? 1 : 0);
        }
    }

    private static String decode(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_16BE);
    }
}
