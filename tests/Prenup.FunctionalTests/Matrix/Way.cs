using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Matrix;

/// <summary>One way to buy: a cloud, the address form or host, and how the gateway shows who it is.</summary>
/// <param name="Name">Its account, and what its offers' names begin with.</param>
/// <param name="Title">What it is, for the document.</param>
/// <param name="Proof">How the gateway shows who it is.</param>
internal sealed record Way(string Name, string Title, string Proof)
{
    /// <summary>The offer for chat as configured; null where there is none.</summary>
    public string? Chat { get; init; }

    /// <summary>The offer for Responses.</summary>
    public string? Responses { get; init; }

    /// <summary>The offer for embeddings.</summary>
    public string? Embeddings { get; init; }

    /// <summary>What is not there, and why: the verdict and the reason of a dialect's every cell.</summary>
    public IReadOnlyDictionary<Dialect, (Verdict Verdict, string Why)> Without { get; init; } =
        new Dictionary<Dialect, (Verdict, string)>();

    /// <summary>The cell of a feature.</summary>
    public (Verdict Verdict, string Why) At(Feature feature) =>
        Without.TryGetValue(feature.Dialect, out var said) ? said : (Verdict.Works, "");

    /// <summary>The model that a client names for a dialect: one of another dialect where there is none, to be refused.</summary>
    public string ModelFor(Dialect dialect)
    {
        var (kind, _) = Offers.FirstOrDefault(
            offer => offer.Kind == Kind(dialect),
            Offers.First(static offer => offer.Kind.Length > 0)
        );
        return $"{Name}.{kind}";
    }

    /// <summary>Its offers, by what each is for.</summary>
    public IEnumerable<(string Kind, string Offer)> Offers =>
        new[] { ("chat", Chat), ("responses", Responses), ("embeddings", Embeddings) }
            .Where(static pair => pair.Item2 is not null)
            .Select(static pair => (pair.Item1, pair.Item2!));

    public override string ToString() => Name;

    private static string Kind(Dialect dialect) =>
        dialect switch
        {
            Dialect.OpenAiChat => "chat",
            Dialect.OpenAiResponses => "responses",
            _ => "embeddings",
        };
}
