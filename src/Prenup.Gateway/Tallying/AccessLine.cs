using System.Text.Json;
using Prenup.Core.Asking;
using Prenup.Core.Faults;
using Prenup.Core.Ledger;

namespace Prenup.Gateway.Tallying;

/// <summary>The fields of an access-log line. Never a key, a prompt or a credential.</summary>
internal static class AccessLine
{
    private static readonly JsonEncodedText Time = JsonEncodedText.Encode("time");
    private static readonly JsonEncodedText ExchangeId = JsonEncodedText.Encode("exchange");
    private static readonly JsonEncodedText Api = JsonEncodedText.Encode("api");
    private static readonly JsonEncodedText Key = JsonEncodedText.Encode("key");
    private static readonly JsonEncodedText Project = JsonEncodedText.Encode("project");
    private static readonly JsonEncodedText Model = JsonEncodedText.Encode("model");
    private static readonly JsonEncodedText Offer = JsonEncodedText.Encode("offer");
    private static readonly JsonEncodedText Attempts = JsonEncodedText.Encode("attempts");
    private static readonly JsonEncodedText Status = JsonEncodedText.Encode("status");
    private static readonly JsonEncodedText FaultCode = JsonEncodedText.Encode("fault");
    private static readonly JsonEncodedText Blamed = JsonEncodedText.Encode("blame");
    private static readonly JsonEncodedText In = JsonEncodedText.Encode("in");
    private static readonly JsonEncodedText Out = JsonEncodedText.Encode("out");
    private static readonly JsonEncodedText Usd = JsonEncodedText.Encode("usd");
    private static readonly JsonEncodedText State = JsonEncodedText.Encode("state");
    private static readonly JsonEncodedText FirstContent = JsonEncodedText.Encode("first-content-us");
    private static readonly JsonEncodedText Duration = JsonEncodedText.Encode("us");

    public static void Write(
        Utf8JsonWriter json,
        TimeProvider clock,
        Arrival arrival,
        Exchange? exchange,
        Attempt? attempt,
        Closed? closed,
        Fault? fault
    )
    {
        json.WriteStartObject();
        json.WriteString(Time, clock.GetUtcNow());
        json.WriteString(ExchangeId, arrival.Exchange.ToString());
        json.WriteString(Api, arrival.Dialect.Name());
        if (exchange is not null)
        {
            json.WriteString(Key, exchange.Permit.Key.Name);
            json.WriteString(Project, exchange.Permit.Key.Project);
            json.WriteString(Model, exchange.Permit.Model.Name);
        }
        if (attempt is not null)
        {
            json.WriteString(Offer, attempt.Offer.Name);
            json.WriteNumber(Attempts, attempt.Ordinal);
        }
        json.WriteNumber(Status, fault?.Status ?? 200);
        if (fault is not null)
        {
            json.WriteString(FaultCode, fault.Code);
            json.WriteString(Blamed, fault.Blame.ToString());
        }
        if (closed is not null)
        {
            Entry(json, closed);
        }
        json.WriteNumber(Duration, (long)clock.GetElapsedTime(arrival.Timestamp).TotalMicroseconds);
        json.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter json, Closed closed)
    {
        json.WriteString(State, AttemptStates.Of(closed.Outcome, closed.Basis, closed.Cost is not null).Name());
        json.WriteNumber(In, closed.Usage.TotalIn);
        json.WriteNumber(Out, closed.Usage.TotalOut);
        if (closed.Cost is { } cost)
        {
            json.WriteString(Usd, cost.ToString());
        }
        if (closed.FirstContent is { } first)
        {
            json.WriteNumber(FirstContent, (long)first.TotalMicroseconds);
        }
    }
}
