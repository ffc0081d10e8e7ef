namespace Prenup.Configuring.Yaml;

/// <summary>Time zones by their IANA names.</summary>
internal static class Zones
{
    /// <summary>A time zone that this machine knows; null after saying that it does not.</summary>
    public static TimeZoneInfo? Zone(this Field field)
    {
        if (field.Text() is not { } name)
        {
            return null;
        }
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone))
        {
            return zone;
        }
        field.Error($"unknown time zone '{name}' on this machine; expected UTC or an IANA name as Europe/Berlin");
        return null;
    }
}
