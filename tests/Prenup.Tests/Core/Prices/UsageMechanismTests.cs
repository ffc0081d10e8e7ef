using Prenup.Core.Usage;
using Xunit;
using static Prenup.Tests.Core.Prices.Mechanism;

namespace Prenup.Tests.Core.Prices;

/// <summary>
/// One case for each way in which a bill goes wrong: usage as a cloud sends it, the vector that it is, and its amount by hand.
/// Rates are USD per million, so tokens times rate is micro-dollars: 1 200 tokens at 5 are 6 000 micro-dollars, 0.006 USD.
/// </summary>
public sealed class UsageMechanismTests
{
    private const string Sonnet = "text-in=3 text-in-cached=0.3 text-in-write-5m=3.75 text-in-write-1h=6 text-out=15";
    private const string Sol = "text-in=2 text-in-cached=0.1 text-in-write-30m=2.5 text-in-write-12h=5 text-out=10";

    [Fact]
    public void Cached_tokens_are_inside_OpenAIs_input_and_outside_Anthropics_and_Converses()
    {
        // 1 000 sent, 800 of them from the cache: 200 x 3 + 800 x 0.3 + 50 x 15 = 600 + 240 + 750 = 1 590
        const string expected = "text-in 200, text-in-cached 800, text-out 50";
        Costs(
            "0.00159",
            expected + ", reasoning 0",
            OpenAi(
                """
                {"prompt_tokens":1000,"completion_tokens":50,"total_tokens":1050,
                 "prompt_tokens_details":{"cached_tokens":800},"completion_tokens_details":{"reasoning_tokens":0}}
                """
            ),
            Sonnet
        );
        Costs(
            "0.00159",
            expected,
            Anthropic("""{"input_tokens":200,"cache_read_input_tokens":800,"output_tokens":50}"""),
            Sonnet
        );
        Costs(
            "0.00159",
            expected,
            Converse("""{"inputTokens":200,"cacheReadInputTokens":800,"outputTokens":50,"totalTokens":1050}"""),
            Sonnet
        );
    }

    [Fact]
    public void Writes_to_a_cache_cost_by_its_life()
    {
        // 100 x 3 + 400 x 3.75 + 500 x 6 + 10 x 15 = 300 + 1 500 + 3 000 + 150 = 4 950
        const string expected = "text-in 100, text-in-write-5m 400, text-in-write-1h 500, text-out 10";
        Costs(
            "0.00495",
            expected,
            Anthropic(
                """
                {"input_tokens":100,"cache_creation_input_tokens":900,"output_tokens":10,
                 "cache_creation":{"ephemeral_5m_input_tokens":400,"ephemeral_1h_input_tokens":500}}
                """
            ),
            Sonnet
        );
        Costs(
            "0.00495",
            expected,
            Converse(
                """
                {"inputTokens":100,"outputTokens":10,"cacheWriteInputTokens":900,
                 "cacheDetails":[{"ttl":"5m","inputTokens":400},{"ttl":"1h","inputTokens":500}]}
                """
            ),
            Sonnet
        );
        // OpenAI's are inside the input: 1 000 - 900 = 100; 100 x 2 + 400 x 2.5 + 500 x 5 + 10 x 10 = 200 + 1 000 + 2 500 + 100
        Costs(
            "0.0038",
            "text-in 100, text-in-write-30m 400, text-in-write-12h 500, text-out 10",
            OpenAi(
                """
                {"input_tokens":1000,"output_tokens":10,"input_tokens_details":{"cache_write_tokens":900,
                 "cache_write_tokens_details":{"ttl_30m_tokens":400,"ttl_12h_tokens":500}}}
                """
            ),
            Sol
        );
    }

    [Fact]
    public void A_write_whose_life_nobody_names_has_a_rate_of_its_own() =>
        // 100 x 3 + 900 x 3.75 + 10 x 15 = 300 + 3 375 + 150 = 3 825
        Costs(
            "0.003825",
            "text-in 100, text-in-write 900, text-out 10",
            Converse("""{"inputTokens":100,"outputTokens":10,"cacheWriteInputTokens":900}"""),
            "text-in=3 text-in-write=3.75 text-out=15"
        );

    [Fact]
    public void Trap4_Snapshots_replace_each_other_and_are_never_added_up()
    {
        // The start counts one placeholder of output, the end everything: 25 x 3 + 15 x 15 = 75 + 225 = 300
        Costs(
            "0.0003",
            "text-in 25, text-out 15",
            Anthropic("""{"input_tokens":25,"output_tokens":1}""", """{"output_tokens":15}"""),
            Sonnet
        );
        // The end says again, and better, what was sent: 18 x 3 + 8 831 x 0.3 + 7 x 15 = 54 + 2 649.3 + 105 = 2 808.3
        Costs(
            "0.0028083",
            "text-in 18, text-in-cached 8831, text-out 7",
            Anthropic(
                """{"input_tokens":8834,"output_tokens":1}""",
                """{"input_tokens":18,"cache_read_input_tokens":8831,"output_tokens":7}"""
            ),
            Sonnet
        );
    }

    [Fact]
    public void Reasoning_is_inside_the_output_and_costs_once() =>
        // 100 x 5 + 300 x 30 = 500 + 9 000 = 9 500, of which the 256 tokens of reasoning are 7 680
        Costs(
            "0.0095",
            "text-in 100, text-out 300, reasoning 256",
            OpenAi(
                """
                {"input_tokens":100,"output_tokens":300,"total_tokens":400,
                 "output_tokens_details":{"reasoning_tokens":256}}
                """
            ),
            "text-in=5 text-out=30"
        );

    [Fact]
    public void Geminis_thoughts_are_outside_its_candidates_and_cost_as_output()
    {
        // Cached is inside the prompt. 600 x 1.5 + 400 x 0.15 + (200 + 800) x 9 = 900 + 60 + 9 000 = 9 960
        Costs(
            "0.00996",
            "text-in 600, text-in-cached 400, text-out 1000, reasoning 800",
            Gemini(
                """
                {"promptTokenCount":1000,"cachedContentTokenCount":400,"candidatesTokenCount":200,
                 "thoughtsTokenCount":800,"totalTokenCount":2000,"trafficType":"ON_DEMAND"}
                """
            ),
            "text-in=1.5 text-in-cached=0.15 text-out=9"
        );
        // A thought that led to no word: 10 x 1.5 + 90 x 9 = 15 + 810 = 825
        Costs(
            "0.000825",
            "text-in 10, text-out 90, reasoning 90",
            Gemini("""{"promptTokenCount":10,"thoughtsTokenCount":90,"totalTokenCount":100}"""),
            "text-in=1.5 text-out=9"
        );
    }

    [Fact]
    public void Audio_has_rates_of_its_own_also_from_a_cache() =>
        // (1 000 - 100 cached - 300 audio not cached) x 0.5 + (100 - 50) x 0.05 + 300 x 1 + 50 x 0.1 + 20 x 3
        // = 600 x 0.5 + 50 x 0.05 + 300 + 5 + 60 = 300 + 2.5 + 365 = 667.5
        Costs(
            "0.0006675",
            "text-in 600, text-in-cached 50, audio-in 300, text-out 20, audio-in-cached 50",
            Gemini(
                """
                {"promptTokenCount":1000,"cachedContentTokenCount":100,"candidatesTokenCount":20,"totalTokenCount":1020,
                 "promptTokensDetails":[{"modality":"TEXT","tokenCount":650},{"modality":"AUDIO","tokenCount":350}],
                 "cacheTokensDetails":[{"modality":"AUDIO","tokenCount":50},{"modality":"TEXT","tokenCount":50}]}
                """
            ),
            "text-in=0.5 text-in-cached=0.05 audio-in=1 audio-in-cached=0.1 text-out=3"
        );

    [Fact]
    public void C19_A_zero_is_a_report_and_costs_nothing_and_no_report_is_no_zero()
    {
        Costs(
            "0",
            "text-in 0, text-out 0",
            OpenAi("""{"prompt_tokens":0,"completion_tokens":0,"total_tokens":0}"""),
            Sonnet
        );
        var silent = OpenAi("""{"prompt_tokens":7,"completion_tokens":null}""");
        Assert.Null(silent[Meter.TextOut]);
        Assert.Equal(7, silent[Meter.TextIn]);
    }

    [Fact]
    public void Searches_and_storage_are_billed_by_their_own_units()
    {
        // 9 447 x 3 + 114 x 15 + 1 search at 10 USD a thousand = 28 341 + 1 710 + 10 000 = 40 051
        Costs(
            "0.040051",
            "text-in 9447, text-in-cached 0, text-in-write 0, text-out 114, web-searches 1",
            Anthropic(
                """
                {"input_tokens":9447,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":114,
                 "server_tool_use":{"web_search_requests":1,"web_fetch_requests":0}}
                """
            ),
            Sonnet + " web-searches=10000"
        );
        // 100 000 tokens kept for two hours and a half at 4.50 per million and hour: 250 000 x 4.5 = 1.125 USD
        Costs("1.125", "cache-token-hours 250000", With(Meter.CacheTokenHours, 250_000), "cache-token-hours=4.5");
        // Two minutes of speech at 0.0001 a second, a session of 0.03, four images of 0.04: 0.012 + 0.03 + 0.16
        Costs(
            "0.202",
            "images 4, audio-seconds 120, code-sessions 1",
            With(Meter.AudioSeconds, 120).With(Meter.CodeSessions, 1).With(Meter.Images, 4),
            "audio-seconds=100 code-sessions=30000 images=40000"
        );
    }

    [Fact]
    public void The_prompt_cache_costs_as_reckoned_for_six_requests()
    {
        // Opus: 5, writes 6.25 and 10, reads 0.50, out 25. A prefix of 50 000, 200 fresh, 400 out each time.
        // fresh and out: 200 x 5 + 400 x 25 = 1 000 + 10 000 = 11 000 micro-dollars a request
        const string opus = "text-in=5 text-in-cached=0.5 text-in-write-5m=6.25 text-in-write-1h=10 text-out=25";
        var turn = default(UsageVector).With(Meter.TextIn, 200).With(Meter.TextOut, 400);
        // none: 50 200 x 5 + 10 000 = 261 000; 5 m: 312 500 + 11 000; 1 h: 500 000 + 11 000; read: 25 000 + 11 000
        Assert.Equal("0.261", Amount(turn.With(Meter.TextIn, 50_200), opus));
        Assert.Equal("0.3235", Amount(turn.With(Meter.TextInWrite5m, 50_000), opus));
        Assert.Equal("0.511", Amount(turn.With(Meter.TextInWrite1h, 50_000), opus));
        Assert.Equal("0.036", Amount(turn.With(Meter.TextInCached, 50_000), opus));
        // A batch in the US: every rate halved, and 10 % more: 323 500 x 0.5 x 1.1 = 177 925
        const string batch = "text-in=2.75 text-in-write-5m=3.4375 text-out=13.75";
        Assert.Equal("0.177925", Amount(turn.With(Meter.TextInWrite5m, 50_000), batch));
    }
}
