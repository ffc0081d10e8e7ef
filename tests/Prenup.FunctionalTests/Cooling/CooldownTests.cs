using System.Globalization;
using System.Net;
using Prenup.FunctionalTests.Failover;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Cooling;

/// <summary>An offer rests for as long as its cloud says, and only for what is the offer's own.</summary>
public sealed class CooldownTests
{
    public static TheoryData<(string, string)[], int> Waits { get; } =
        new()
        {
            { [("Retry-After", "20")], 20 },
            { [("Retry-After", "20"), ("retry-after-ms", "30000")], 30 },
            { [("retry-after", "40"), ("retry-after-ms", "30000")], 40 },
            { [("retry-after", "1"), ("retry-after-ms", "0"), ("x-ratelimit-reset-tokens", "25000")], 25 }, // Azure's
            { [("retry-after", "5"), ("x-ratelimit-reset-requests", "1m10s"), ("x-ratelimit-reset-tokens", "6s")], 70 },
        };

    [Theory]
    [MemberData(nameof(Waits))]
    public async Task The_longest_wait_counts_and_is_passed_on((string, string)[] headers, int seconds)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, headers));

        using var first = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));
        using var second = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));

        Assert.Equal(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal(seconds, Wait(first));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(Wait(second), 1, seconds);
        Assert.Single(gateway.Clouds.OpenAi.Calls);
        Assert.Single(await gateway.AttemptsAsync());
    }

    [Fact]
    public async Task A_shorter_wait_never_cuts_a_longer_one_and_the_least_remaining_one_is_told()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "50")));
        gateway.Clouds.Azure.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "30")));

        using var first = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        using var second = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Assert.Equal((HttpStatusCode.TooManyRequests, 30), (first.StatusCode, Wait(first)));
        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.InRange(Wait(second), 1, 30);
        var message = (await TestClient.JsonAsync(second)).GetProperty("error").GetProperty("message").GetString();
        Assert.Contains("'direct'", message, StringComparison.Ordinal);
        Assert.Contains("'azure'", message, StringComparison.Ordinal);
        Assert.Equal(2, gateway.Clouds.All.Sum(static cloud => cloud.Calls.Count));
    }

    [Fact]
    public async Task Where_not_all_rest_for_a_rate_limit_the_answer_is_503()
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after", "50")));
        gateway.Clouds.Azure.Faults.Enqueue(Fault.Status(503, null, ("retry-after", "30")));

        using var first = await client.PostAsync(Requests.ChatPath, Requests.Chat());
        using var second = await client.PostAsync(Requests.ChatPath, Requests.Chat());

        Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
        Assert.InRange(Wait(second), 1, 30);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    public async Task An_offer_whose_credentials_or_quota_fail_rests(int status)
    {
        await using var gateway = await TestGateway.StartAsync(TwoClouds.Offering());
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(status), times: int.MaxValue);

        for (var i = 0; i < 3; i++)
        {
            using var response = await client.PostAsync(Requests.ChatPath, Requests.Chat());
            Exchanged.Coherently(await StreamedReply.ReadAsync(response));
        }

        Assert.Single(gateway.Clouds.OpenAi.Calls);
    }

    [Theory]
    [InlineData("""{"error":{"message":"no","type":"invalid_request_error","param":null,"code":"bad_value"}}""")]
    [InlineData(
        """{"error":{"message":"The response was filtered","type":null,"param":"prompt","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":{"hate":{"filtered":true,"severity":"high"}}}}}"""
    )]
    [InlineData(
        """{"error":{"message":"This model's maximum context length is 1 token","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}"""
    )]
    public async Task C13_The_requests_own_fault_cools_nobody(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(400, body, ("retry-after", "60")));

        using var refused = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));
        using var next = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(body, await TestClient.TextAsync(refused));
        Assert.True((await StreamedReply.ReadAsync(next)).Ended);
    }

    [Fact]
    public async Task A_rested_offer_is_asked_again()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(429, null, ("retry-after-ms", "300")));

        using var refused = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));
        await Task.Delay(400, TestContext.Current.CancellationToken);
        using var next = await client.PostAsync(Requests.ChatPath, Requests.Chat("alias"));

        Assert.True((await StreamedReply.ReadAsync(next)).Ended);
    }

    private static int Wait(HttpResponseMessage response) =>
        int.Parse(response.Headers.GetValues("retry-after").Single(), CultureInfo.InvariantCulture);
}
