import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines of a pattern and a string, in hexadecimal UTF-16. Prints whether the whole string and any part match. */
class Match {
    public static void main(String[] arguments) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] fields = line.split(" ", -1);
            Matcher matcher = Pattern.compile(decode(fields[0])).matcher(decode(fields[1]));
            System.out.println((matcher.matches() ? "1" : "0") + (matcher.reset().find() ? "1" : "0"));
        }
    }

    private static String decode(String hexadecimal) {
        return new String(HexFormat.of().parseHex(hexadecimal), StandardCharsets.UTF_16BE);
    }
}
