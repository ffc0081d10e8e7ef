using Prenup.FunctionalTests.Clients;
using Prenup.Sandbox.Tokens;

namespace Prenup.FunctionalTests.Credentials;

/// <summary>One way to prove who is asking, at a cloud that takes it.</summary>
/// <param name="Name">What it is called: its account, its offer, and the end of its model's name.</param>
/// <param name="Account">The account as configured.</param>
/// <param name="Offer">The offer's model, price and dialects.</param>
internal sealed record Proof(string Name, string Account, string Offer)
{
    /// <summary>Whether its model speaks Responses alone; Chat alone otherwise.</summary>
    public bool Responses { get; init; }

    /// <summary>Whether the server makes one choice, however many are asked for.</summary>
    public bool OneChoice { get; init; }

    /// <summary>Who issues its tokens; null where nobody does.</summary>
    public TokenBook? Tokens { get; init; }

    /// <summary>How the issuer counts them.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Tokens issued so far.</summary>
    public int Issued => Tokens!.Issued(Kind);

    /// <summary>The model that a client asks for.</summary>
    public string Model => (Responses ? "gpt-5.5-" : "gpt-4.1-mini-") + Name;

    /// <summary>The request's path and body.</summary>
    public (string Path, string Body) Request(bool stream) =>
        Responses
            ? (Requests.ResponsesPath, Requests.Responses(Model, stream ? "\"stream\":true" : ""))
            : (Requests.ChatPath, Requests.Chat(Model, stream: stream));

    /// <summary>A real client's place at the gateway, by which it asks this model.</summary>
    public Seat Seat(Uri gateway) => new(gateway, "v1", TestGateway.Key, "-" + Name);
}
