using System.Text;
using Prenup.Core.Asking;
using Prenup.Sandbox.Seeing;

namespace Prenup.FunctionalTests.Chaos;

/// <summary>One exchange as planned: what is asked, what goes wrong, and when its client leaves.</summary>
/// <param name="Number">Its number among all of a world; stands in its prompt, by which clouds know it.</param>
/// <param name="Model">The model asked for.</param>
/// <param name="Dialect">The dialect it is asked in.</param>
/// <param name="Streamed">Whether a stream is asked for.</param>
/// <param name="Words">Words of the answer.</param>
internal sealed record Errand(int Number, string Model, Dialect Dialect, bool Streamed, int Words)
{
    private static readonly string Handbook = string.Concat(
        Enumerable.Range(1, 90).Select(static n => $"Rule {n}: answer politely, name your sources, never guess. ")
    );
    private static readonly string Tags = new('x', 3000);

    /// <summary>What goes wrong at the clouds that it comes to.</summary>
    public IReadOnlyList<Mishap> Mishaps { get; init; } = [];

    /// <summary>The client leaves after so many bytes of the reply; null where it stays.</summary>
    public int? LeavesAfterBytes { get; init; }

    /// <summary>The client leaves so long after it asked, head or no head; null where it stays.</summary>
    public TimeSpan? LeavesAfter { get; init; }

    /// <summary>Whether the prompt is so long that clouds keep it in their caches.</summary>
    public bool Long { get; init; }

    /// <summary>Whether it carries tags of 3 KiB, which fill a journal.</summary>
    public bool Tagged { get; init; }

    public string Path =>
        Dialect switch
        {
            Dialect.OpenAiChat => Requests.ChatPath,
            Dialect.OpenAiResponses => Requests.ResponsesPath,
            _ => "/v1/embeddings",
        };

    public string Body
    {
        get
        {
            var stream = Streamed ? ""","stream":true""" : "";
            var tags = Tagged ? $$""","metadata":{"t":"{{Tags}}"}""" : "";
            var prompt = $"{Words} words {Mark}";
            var rules = Long ? Handbook : "Be brief.";
            return Dialect switch
            {
                Dialect.OpenAiChat =>
                    $$"""{"model":"{{Model}}"{{stream}}{{tags}},"messages":[{"role":"system","content":"{{rules}}"},{"role":"user","content":"{{prompt}}"}]}""",
                Dialect.OpenAiResponses =>
                    $$"""{"model":"{{Model}}"{{stream}}{{tags}},"instructions":"{{rules}}","input":"{{prompt}}"}""",
                _ => $$"""{"model":"{{Model}}","input":"{{prompt}}"}""",
            };
        }
    }

    private string Mark => $"e{Number:D6}.";

    /// <summary>Whether a call at a cloud is one of this exchange.</summary>
    public bool Made(SeenCall call) => call.Body.Span.IndexOf(Encoding.ASCII.GetBytes(Mark)) >= 0;
}
