using System.Globalization;
using Prenup.Core.Asking;
using Prenup.Core.Ledger;
using Prenup.Core.Offers;
using Prenup.Core.Prices;
using Prenup.Core.Usage;

namespace Prenup.Benchmarks.Stores;

/// <summary>
/// Three months of traffic: 200 keys of 40 projects of 8 teams ask 12 models over 30 offers, some 40 attempts at a time. Always the
/// same.
/// </summary>
/// <param name="attempts">How many attempts.</param>
internal sealed class LedgerTraffic(int attempts)
{
    private const int Together = 40;
    private static readonly DateTimeOffset Begin = new(2026, 8, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Length = TimeSpan.FromDays(92);
    private static readonly string[] Keys = Names("key", 200);
    private static readonly string[] Projects = Names("project", 40);
    private static readonly string[] Teams = Names("team", 8);
    private static readonly string[] Models = Names("model-5.", 12);
    private static readonly string[] Offers = Names("offer", 30);
    private static readonly string[] Accounts = Names("account", 6);
    private readonly Random _random = new(4747);
    private readonly Price[] _prices = [.. Enumerable.Range(0, Offers.Length).Select(Price)];

    /// <summary>Opened and closed entries in the order in which a gateway would make them.</summary>
    public IEnumerable<(Opened? Opened, Closed? Closed)> All()
    {
        var open = new Queue<Opened>();
        for (var i = 0; i < attempts; i++)
        {
            var opened = Open(i);
            open.Enqueue(opened);
            yield return (opened, null);
            if (open.Count > Together)
            {
                yield return (null, Close(open.Dequeue(), opened.At));
            }
        }
        while (open.TryDequeue(out var last))
        {
            yield return (null, Close(last, Begin + Length));
        }
    }

    private Opened Open(int number)
    {
        var at = Begin + (Length * ((double)number / attempts));
        var id = new LedgerId((at.ToUnixTimeMilliseconds() << 20) + (number & 0xFFFFF));
        var (key, offer) = (_random.Next(Keys.Length), _random.Next(Offers.Length));
        return new Opened
        {
            Attempt = id,
            Exchange = id,
            Ordinal = 1,
            At = at,
            Key = Keys[key],
            Project = Projects[key % Projects.Length],
            Team = Teams[key % Teams.Length],
            Model = Models[offer % Models.Length],
            Offer = Offers[offer],
            Account = Accounts[offer % Accounts.Length],
            Cloud = (Cloud)(offer % 4),
            Dialect = Dialect.OpenAiChat,
            Operation = Operation.Generate,
            Streamed = (number & 1) == 0,
            Reserved = new(40_000_000_000),
        };
    }

    private Closed Close(Opened opened, DateTimeOffset at)
    {
        var offer = Array.IndexOf(Offers, opened.Offer);
        var usage = default(UsageVector)
            .With(Meter.TextIn, _random.Next(50, 20_000))
            .With(Meter.TextInCached, _random.Next(3) == 0 ? 4096 : 0)
            .With(Meter.TextOut, _random.Next(1, 4_000))
            .With(Meter.Reasoning, _random.Next(0, 2_000));
        var cost = Pricing.Of(usage, _prices[offer], "default");
        return new Closed
        {
            Attempt = opened.Attempt,
            At = at,
            Outcome = Outcome.Completed,
            Basis = UsageBasis.Reported,
            Usage = usage,
            Terms = cost.Terms,
            Cost = cost.Amount,
            Status = 200,
            CloudRequestId = string.Create(
                CultureInfo.InvariantCulture,
                $"req_{opened.Attempt}{_random.NextInt64():x16}"
            ),
            ServedModel = opened.Model + "-2026-04-23",
            ServedTier = "default",
            FirstContent = TimeSpan.FromMilliseconds(_random.Next(80, 900)),
            Duration = at - opened.At,
        };
    }

    private static Price Price(int offer)
    {
        var rates = new decimal?[Meters.Count];
        (rates[(int)Meter.TextIn], rates[(int)Meter.TextInCached], rates[(int)Meter.TextOut]) = (
            1.25m + offer,
            0.125m + (offer / 10m),
            10m + offer
        );
        return new Price(
            $"cloud/model-{offer}",
            Begin.AddMonths(-3),
            "a benchmark",
            [new PriceRow("default", 0, rates)]
        );
    }

    private static string[] Names(string kind, int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(number => $"{kind}-{number.ToString("D3", CultureInfo.InvariantCulture)}"),
        ];
}
