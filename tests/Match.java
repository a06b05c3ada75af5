import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines of a pattern and a string, both in hexadecimal UTF-16, and prints for each whether they match. */
class Match {
    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(" ", -1);
            Matcher matcher = Pattern.compile(decode(fields[0])).matcher(decode(fields[1]));
            System.out.println((arguments[0].equals("matches") ? matcher.matches() : matcher.find()) ? 1 : 0);
        }
    }

    private static String decode(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_16BE);
    }
}
