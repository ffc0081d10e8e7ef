using System.Runtime.CompilerServices;
using System.Text;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Ports;
using Prenup.Core.Prices;
using Prenup.Dialects.Requests;

namespace Prenup.Gateway.Sending;

/// <summary>Stage 6: enters an attempt in the ledger, then sends it; faults come back as values.</summary>
public sealed class SendStage(ILedger ledger, LedgerIds ids, Connections connections, TimeProvider clock)
{
    /// <summary>The header that carries our attempt id to the cloud; OpenAI logs it under this name.</summary>
    public const string AttemptHeader = "x-client-request-id";

    // Clouds refuse a cap above what their model can answer; none on sale answers with more tokens than this.
    private const int LongestAnswer = 128_000;

    /// <summary>Enters the attempt; null where the ledger cannot take it, and then nothing may be sent.</summary>
    /// <param name="exchange">The exchange.</param>
    /// <param name="offer">Where it goes.</param>
    /// <param name="ordinal">1 for the exchange's first.</param>
    /// <param name="mayRenew">Whether a refused credential may be renewed and the offer asked once more.</param>
    /// <param name="now">When it begins: the instant for which its money is reserved.</param>
    public async ValueTask<Attempt?> OpenAsync(
        Exchange exchange,
        Offer offer,
        int ordinal,
        bool mayRenew,
        DateTimeOffset now
    )
    {
        var (arrival, ask, permit) = exchange;
        var id = ids.Next();
        var written = await ledger.OpenAsync(
            new Opened
            {
                Attempt = id,
                Exchange = arrival.Exchange,
                Ordinal = ordinal,
                At = now,
                Key = permit.Key.Name,
                Project = permit.Key.Project,
                Team = permit.Lineage.TeamName,
                Model = permit.Model.Name,
                Offer = offer.Name,
                Account = offer.Account.Name,
                Cloud = offer.Account.Cloud,
                Dialect = arrival.Dialect,
                Operation = arrival.Operation,
                Streamed = ask.Streamed,
                Reserved = permit.Reservation.Money,
                Tags = arrival.Tags ?? Metadata(ask),
            }
        );
        if (!written)
        {
            return null;
        }
        var price = arrival.Catalogue.Prices.At(offer.PriceId, offer.Scope, now);
        return new Attempt(
            id,
            ordinal,
            offer,
            price,
            clock.GetTimestamp(),
            new Watch(clock, offer.Timers.Total),
            mayRenew
        );
    }

    /// <summary>Sends the attempt and waits for the reply's head.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<Answer> RunAsync(Exchange exchange, Attempt attempt)
    {
        var (arrival, ask, _) = exchange;
        var timers = attempt.Offer.Timers;
        var left = false;
        SplicedContent? content = null;
        try
        {
            var target = connections.Target(attempt.Offer);
            using var request = Request(arrival, target, attempt);
            content = Content(exchange, attempt, target);
            // The handler sends what has no body again when a pooled connection turns out to be dead; an empty body is begun once.
            request.Content = (HttpContent?)content ?? new ByteArrayContent([]);
            // A whole reply's head comes when the model is done.
            attempt.Watch.Arm(Phase.Head, ask.Streamed ? timers.Head : timers.Total);
            var credential = await target.Signer.SignAsync(request, content, attempt.Watch.Token);
            left = content is null;
            var response = await target.Invoker.SendAsync(request, attempt.Watch.Token);
            return await AnswerReader.ReadAsync(response, arrival.Dialect, attempt, target.Signer, credential, clock);
        }
        catch (CredentialException none)
        {
            return new Answer
            {
                Fault = AttemptFaults.NoCredential(attempt.Offer, none),
                Left = false,
                HeadAt = clock.GetTimestamp(),
            };
        }
        catch (Exception thrown) when (thrown is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Answer
            {
                Fault = SendFaults.Of(thrown, attempt),
                Left = content?.Left ?? left,
                HeadAt = clock.GetTimestamp(),
            };
        }
    }

    private static HttpRequestMessage Request(Arrival arrival, OfferTarget target, Attempt attempt)
    {
        var request = new HttpRequestMessage(Method(arrival.Operation), target.Url(arrival))
        {
            Version = target.Version,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        // Default deny: this and what proves who is asking is every header that leaves.
        request.Headers.TryAddWithoutValidation(AttemptHeader, attempt.Id.ToString());
        request.Headers.TryAddWithoutValidation("user-agent", "prenup/0.1");
        return request;
    }

    private static SplicedContent? Content(Exchange exchange, Attempt attempt, OfferTarget target) =>
        exchange.Ask.Asked is { } asked
            ? new SplicedContent(
                exchange.Ask.Body,
                NamedEdits.ForOffer(
                    asked,
                    exchange.Arrival.Dialect,
                    target.BodyModel,
                    OutputCap(exchange, asked, attempt)
                )
            )
            : null;

    // The key's own cap, and what the client's cap on the cost leaves at this offer's price.
    private static int? OutputCap(Exchange exchange, AskedBody asked, Attempt attempt)
    {
        var cap = exchange.Permit.Key.OutputCap;
        if (exchange.Arrival.Overrides?.CostCapUsd is not { } usd || attempt.Price is not { } price)
        {
            return cap;
        }
        var affordable = CostBound.OutputTokens(price, usd, asked.InputBytes, asked.Choices);
        return affordable > LongestAnswer ? cap : Math.Min(affordable, cap ?? affordable);
    }

    private static string? Metadata(Ask ask) =>
        ask.Asked is { MetadataSpan: { IsPresent: true } span }
            ? Encoding.UTF8.GetString(ask.Body.Span.Slice(span.Offset, span.Length))
            : null;

    private static HttpMethod Method(Operation operation) =>
        operation switch
        {
            Operation.Retrieve or Operation.InputItems => HttpMethod.Get,
            Operation.Delete => HttpMethod.Delete,
            _ => HttpMethod.Post,
        };
}
