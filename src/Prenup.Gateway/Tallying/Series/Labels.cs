using System.Text.Json;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;

namespace Prenup.Gateway.Tallying.Series;

/// <summary>The values that labels can have, each a closed list in the order of its numbers.</summary>
public static class Labels
{
    /// <summary>The model of an exchange whose model was not established: never the name that a client made up.</summary>
    public const string UnknownModel = "unknown";

    /// <summary>The offer of an exchange that no offer answered.</summary>
    public const string NoOffer = "none";

    /// <summary>How exchanges end.</summary>
    public static IReadOnlyList<string> Ends { get; } = Of<ExchangeEnd>();

    /// <summary>Who is to blame: <c>none</c>, then each <see cref="Blame"/>.</summary>
    public static IReadOnlyList<string> Blames { get; } = ["none", .. Of<Blame>()];

    /// <summary>How attempts end.</summary>
    public static IReadOnlyList<string> Outcomes { get; } = Of<Outcome>();

    /// <summary>What goes wrong.</summary>
    public static IReadOnlyList<string> Kinds { get; } = Of<FaultKind>();

    /// <summary>The states of attempts.</summary>
    public static IReadOnlyList<string> States { get; } = Of<AttemptState>();

    /// <summary>The meters of tokens.</summary>
    public static IReadOnlyList<string> Tokens { get; } = [.. Meters.All.Select(static meter => meter.Name())];

    /// <summary>How tokens are known.</summary>
    public static IReadOnlyList<string> Bases { get; } = Of<UsageBasis>();

    /// <summary>The list of the one thing that there is.</summary>
    internal static IReadOnlyList<string> Only { get; } = [""];

    internal static int Index(Blame? blame) => blame is { } one ? (int)one + 1 : 0;

    private static string[] Of<T>()
        where T : struct, Enum =>
        [
            .. Enum.GetValues<T>()
                .Order()
                .Select(static value => JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}")),
        ];
}
