using System.Collections.Frozen;
using Prenup.Sandbox.Answering;
using Prenup.Sandbox.Billing;

namespace Prenup.Sandbox.Azure;

/// <summary>Which model stands behind a deployment: an explicit table, or the model's name with or without a suffix ("gpt-4o-prod").</summary>
internal static class Deployments
{
    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>
    {
        ["gpt-55-ptu"] = "gpt-5.5",
        ["gpt-55-payg"] = "gpt-5.5",
        ["chat-eu"] = "gpt-4.1",
        ["vectors-eu"] = "text-embedding-3-small",
    }.ToFrozenDictionary();

    /// <summary>The model; null when there is no such deployment.</summary>
    public static Model? ModelOf(string deployment) =>
        Table.TryGetValue(deployment, out string? name)
            ? Model.Named(name)
            : Model
                .All.Where(m => RateCards.Sells("azure", m.Name))
                .Where(m => deployment == m.Name || deployment.StartsWith(m.Name + "-", StringComparison.Ordinal))
                .MaxBy(m => m.Name.Length);
}
