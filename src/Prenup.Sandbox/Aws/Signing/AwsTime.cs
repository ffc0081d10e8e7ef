using System.Globalization;

namespace Prenup.Sandbox.Aws.Signing;

/// <summary>Instants as AWS writes them.</summary>
internal static class AwsTime
{
    private const string Basic = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>yyyyMMddTHHmmssZ, as in <c>x-amz-date</c>.</summary>
    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Basic, CultureInfo.InvariantCulture);

    /// <summary>yyyy-MM-ddTHH:mm:ssZ, as expirations are written.</summary>
    public static string Iso(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            Basic,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time
        );
}
