using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Usage;
using Prenup.Gateway.Tallying.Series;

namespace Prenup.Gateway.Tallying;

/// <summary>The fields of an access-log line, listed in docs/operating.md. Never a key, a prompt or a credential.</summary>
internal static class AccessLine
{
    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText ExchangeId = JsonEncodedText.Encode("exchange");
    private static readonly JsonEncodedText Trace = JsonEncodedText.Encode("trace");
    private static readonly JsonEncodedText Api = JsonEncodedText.Encode("api");
    private static readonly JsonEncodedText Does = JsonEncodedText.Encode("operation");
    private static readonly JsonEncodedText Stream = JsonEncodedText.Encode("stream");
    private static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText Project = JsonEncodedText.Encode("project");
    private static readonly JsonEncodedText Model = JsonEncodedText.Encode("model");
    private static readonly JsonEncodedText Offer = JsonEncodedText.Encode("offer");
    private static readonly JsonEncodedText Account = JsonEncodedText.Encode("account");
    private static readonly JsonEncodedText Attempts = JsonEncodedText.Encode("attempts");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText FaultCode = JsonEncodedText.Encode("fault");
    private static readonly JsonEncodedText Blamed = JsonEncodedText.Encode("blame");
    private static readonly JsonEncodedText In = JsonEncodedText.Encode("in");
    private static readonly JsonEncodedText Cached = JsonEncodedText.Encode("in-cached");
    private static readonly JsonEncodedText Out = JsonEncodedText.Encode("out");
    private static readonly JsonEncodedText Usd = JsonEncodedText.Encode("usd");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText Served = JsonEncodedText.Encode("served-model");
    private static readonly JsonEncodedText CloudRequest = JsonEncodedText.Encode("cloud-request");
    private static readonly JsonEncodedText FirstContent = JsonEncodedText.Encode("first-content-us");
    private static readonly JsonEncodedText Duration = JsonEncodedText.Encode("us");
    private static readonly JsonEncodedText[] Blames =
    [
        .. Labels.Blames.Select(static name => JsonEncodedText.Encode(name)),
    ];
    private static readonly JsonEncodedText[] Operations =
    [
        .. Enum.GetValues<Operation>()
            .Select(static value => JsonEncodedText.Encode(JsonNamingPolicy.KebabCaseLower.ConvertName($"{value}"))),
    ];

    public static void Write(Utf8JsonWriter json, TimeProvider clock, in EndedExchange ended)
    {
        var arrival = ended.Arrival;
        json.WriteStartObject();
        json.WriteString(Time, clock.GetUtcNow());
        json.WriteString(ExchangeId, arrival.Exchange.ToString());
        if (Spans.CurrentTrace is { } trace)
        {
            json.WriteString(Trace, trace);
        }
        json.WriteString(Api, arrival.Dialect.Name());
        json.WriteString(Does, Operations[(int)arrival.Operation]);
        Asked(json, ended);
        json.WriteNumber(Attempts, ended.Attempts);
        json.WriteNumber(Status, ended.Fault?.Status ?? 200);
        if (ended.Fault is { } fault)
        {
            json.WriteString(FaultCode, fault.Code);
            json.WriteString(Blamed, Blames[Labels.Index(fault.Blame)]);
        }
        if (ended.Closed is { } closed)
        {
            Entry(json, closed);
        }
        json.WriteNumber(Duration, (long)clock.GetElapsedTime(arrival.Timestamp).TotalMicroseconds);
        json.WriteEndObject();
    }

    private static void Asked(Utf8JsonWriter json, in EndedExchange ended)
    {
        if (ended.Key is { } key)
        {
            json.WriteString(Key, key.Name);
            json.WriteString(Project, key.Project);
        }
        if (ended.Exchange is { } exchange)
        {
            json.WriteBoolean(Stream, exchange.Ask.Streamed);
            json.WriteString(Model, exchange.Permit.Model.Name);
        }
        if (ended.Attempt is { } attempt)
        {
            json.WriteString(Offer, attempt.Offer.Name);
            json.WriteString(Account, attempt.Offer.Account.Name);
        }
    }

    private static void Entry(Utf8JsonWriter json, Closed closed)
    {
        json.WriteString(State, AttemptStates.Of(closed.Outcome, closed.Basis, closed.Cost is not null).Name());
        json.WriteNumber(In, closed.Usage.TotalIn);
        if (closed.Usage[Meter.TextInCached] is { } cached)
        {
            json.WriteNumber(Cached, cached);
        }
        json.WriteNumber(Out, closed.Usage.TotalOut);
        if (closed.Cost is { } cost)
        {
            json.WriteString(Usd, cost.ToString());
        }
        if (closed.ServedModel is { } served)
        {
            json.WriteString(Served, served);
        }
        if (closed.CloudRequestId is { } request)
        {
            json.WriteString(CloudRequest, request);
        }
        if (closed.FirstContent is { } first)
        {
            json.WriteNumber(FirstContent, (long)first.TotalMicroseconds);
        }
    }
}
