using Prenup.Configuring.Yaml;
using Prenup.Core.Offers;

namespace Prenup.Configuring.Sections;

/// <summary><c>limits: { request: 64MiB, in-flight: 1GiB, exchanges: 10000, connections: 20000, event: 16MiB, held-reply: 1MiB }</c></summary>
internal static class LimitsSection
{
    private const long LargestBuffer = 1L << 30; // one array holds it

    public static Limits Read(Field? section)
    {
        var defaults = Limits.Default;
        if (section?.Block() is not { } block)
        {
            return defaults;
        }
        var limits = new Limits
        {
            RequestBytes = block["request"]?.Bytes(LargestBuffer) ?? defaults.RequestBytes,
            InFlightBytes = block["in-flight"]?.Bytes() ?? defaults.InFlightBytes,
            Exchanges = block["exchanges"]?.Count(least: 1) ?? defaults.Exchanges,
            Connections = block["connections"]?.Count(least: 1) ?? defaults.Connections,
            EventBytes = (int?)block["event"]?.Bytes(LargestBuffer) ?? defaults.EventBytes,
            HeldReplyBytes = (int?)block["held-reply"]?.Bytes(LargestBuffer) ?? defaults.HeldReplyBytes,
        };
        if (limits.InFlightBytes < limits.RequestBytes)
        {
            section.Error("'in-flight' is below 'request': the largest request could never be admitted");
        }
        block.Close();
        return limits;
    }
}
