using Microsoft.AspNetCore.Http;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Keys;
using Prenup.Core.Ledger;

namespace Prenup.Gateway.Accepting;

/// <summary>Stage 1: the request's head becomes an <see cref="Arrival"/>. The only stage that knows the web framework.</summary>
public sealed class AcceptStage(Journey journey, Configured configured, LedgerIds ids, TimeProvider clock)
{
    private const int LongestTags = 4 << 10;

    /// <summary>Serves a request that asks a model.</summary>
    public Task GenerateAsync(HttpContext context, Dialect dialect) =>
        journey.RunAsync(Arrival(context, dialect, Operation.Generate));

    /// <summary>Serves a request that asks the deployment in its path: Azure's classic form.</summary>
    public Task DeploymentAsync(HttpContext context, Dialect dialect) =>
        journey.RunAsync(Arrival(context, dialect, Operation.Generate, pathModel: Route(context, "deployment")));

    /// <summary>Serves a request about a stored response.</summary>
    public Task StoredAsync(HttpContext context, Operation operation) =>
        journey.RunAsync(Arrival(context, Dialect.OpenAiResponses, operation, storedId: Route(context, "response")));

    /// <summary>Lists the models of the key, or shows one.</summary>
    public Task ModelsAsync(HttpContext context) =>
        journey.ModelsAsync(Arrival(context, Dialect.OpenAiChat, Operation.Retrieve), Route(context, "id"));

    /// <summary>Says what would become of a request of this key.</summary>
    public ValueTask<Explanation> ExplainAsync(HttpContext context, Dialect dialect, VirtualKey key) =>
        journey.ExplainAsync(Arrival(context, dialect, Operation.Generate), key);

    /// <summary>Says that a URL is not served.</summary>
    public Task UnknownAsync(HttpContext context) => RefuseAsync(context, Refusals.NoSuchUrl);

    /// <summary>Refuses a request for which there is no dialect.</summary>
    public Task RefuseAsync(HttpContext context, Fault fault) =>
        journey.RefuseAsync(Arrival(context, Dialect.OpenAiChat, Operation.Retrieve), fault);

    private static string? Route(HttpContext context, string name) => context.Request.RouteValues[name] as string;

    private Arrival Arrival(
        HttpContext context,
        Dialect dialect,
        Operation operation,
        string? pathModel = null,
        string? storedId = null
    )
    {
        var request = context.Request;
        return new Arrival
        {
            Exchange = ids.Next(),
            Timestamp = clock.GetTimestamp(),
            Catalogue = configured.Catalogue,
            Dialect = dialect,
            Operation = operation,
            PathModel = pathModel,
            StoredId = storedId,
            Query = operation == Operation.InputItems ? ListQuery.Of(request.Query) : "",
            Credentials = CredentialReader.Read(request.Headers),
            Tags = request.Headers["x-prenup-tags"].ToString() is { Length: > 0 and <= LongestTags } tags ? tags : null,
            TraceParent = Spans.On ? request.Headers.TraceParent.ToString() : null,
            TraceState = Spans.On ? request.Headers.TraceState.ToString() : null,
            Overrides = OverrideReader.Read(request.Headers),
            IdempotencyKey =
                operation == Operation.Generate && request.Headers["idempotency-key"].ToString() is { Length: > 0 } name
                    ? name
                    : null,
            ContentLength = request.ContentLength,
            UnreadableBody = operation == Operation.Generate ? MediaType.WhyUnreadable(request) : null,
            Body = request.BodyReader,
            Reply = new HttpReply(context),
            ClientGone = context.RequestAborted,
        };
    }
}
