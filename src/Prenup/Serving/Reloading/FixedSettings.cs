using System.Globalization;
using Prenup.Configuring;

namespace Prenup.Serving.Reloading;

/// <summary>What a running gateway cannot take over: sockets, folder and files are opened once.</summary>
internal static class FixedSettings
{
    /// <summary>Why the next configuration cannot replace the one in force; empty where it can.</summary>
    public static IReadOnlyList<string> Reasons(Configuration inForce, Configuration next)
    {
        var reasons = new List<string>();
        if (!Urls(inForce).SequenceEqual(Urls(next)))
        {
            reasons.Add(Stays("listen", string.Join(", ", Urls(inForce))));
        }
        if (inForce.Data != next.Data)
        {
            reasons.Add(Stays("data", inForce.Data));
        }
        if (inForce.Ledger != next.Ledger)
        {
            reasons.Add(Stays("ledger", "as the gateway started with it"));
        }
        if (inForce.AccessLog != next.AccessLog)
        {
            reasons.Add(Stays("access-log", "as the gateway started with it"));
        }
        if (inForce.Telemetry != next.Telemetry)
        {
            reasons.Add(Stays("telemetry", "as the gateway started with it"));
        }
        if (inForce.Catalogue.Limits.Connections != next.Catalogue.Limits.Connections)
        {
            reasons.Add(
                Stays("limits.connections", inForce.Catalogue.Limits.Connections.ToString(CultureInfo.InvariantCulture))
            );
        }
        if (inForce.Catalogue.Models.Count > 0 && next.Catalogue.Models.Count == 0)
        {
            reasons.Add("no model is left: a file that is still being written looks like that");
        }
        return reasons;
    }

    private static IEnumerable<Uri> Urls(Configuration configuration) =>
        configuration.Listen.Select(static endpoint => endpoint.Url);

    private static string Stays(string name, string value) =>
        $"'{name}' does not change while running (it is {value}): restart, or take the change back";
}
