using System.Globalization;

namespace Prenup.Sandbox.OpenAi;

/// <summary>Durations as Go prints them: 0s, 6ms, 1.5s, 6m0s, 1h0m0s.</summary>
internal static class GoDuration
{
    public static string Text(TimeSpan time)
    {
        long milliseconds = (long)time.TotalMilliseconds;
        if (milliseconds == 0)
        {
            return "0s";
        }

        if (milliseconds < 1_000)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{milliseconds}ms");
        }

        string seconds = (milliseconds % 60_000 / 1_000m).ToString("0.###", CultureInfo.InvariantCulture) + "s";
        long minutes = milliseconds / 60_000;
        return minutes switch
        {
            0 => seconds,
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes}m{seconds}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60}h{minutes % 60}m{seconds}"),
        };
    }
}
