using System.Net;
using Prenup.Core.Ledger;
using Xunit;
using Fault = Prenup.Sandbox.Faults.Fault;

namespace Prenup.FunctionalTests.Repeats;

/// <summary>What a client names by an Idempotency-Key is asked once and billed once, however often it is sent.</summary>
public sealed class RepeatTests
{
    private static readonly TimeSpan Slowly = TimeSpan.FromMilliseconds(600);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Trap12_A_repeat_in_flight_joins_and_gets_the_same_bytes(bool stream)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(stream ? Fault.Stall(3, Slowly) : Fault.DelayHead(Slowly));
        var body = Requests.Chat(stream: stream);

        var first = Named(client, "order-7", body);
        await Eventually.HoldsAsync(() => gateway.Clouds.OpenAi.Calls.Count == 1, "the first is in flight");
        using var second = await Named(client, "order-7", body);
        using var answer = await first;

        Assert.Equal("joined", Header(second, "x-prenup-repeat"));
        Assert.False(answer.Headers.Contains("x-prenup-repeat"));
        Assert.Equal(await TestClient.TextAsync(answer), await TestClient.TextAsync(second));
        Assert.Equal(Header(answer, "x-prenup-exchange"), Header(second, "x-prenup-exchange"));
        Assert.Equal(answer.Content.Headers.ContentType, second.Content.Headers.ContentType);
        await ChargedOnceAsync(gateway);
    }

    [Fact]
    public async Task Trap12_A_client_that_lost_its_connection_finds_the_reply_by_repeating()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Stall(3, Slowly));
        using (var broken = await Named(client, "order-8", Requests.Chat()))
        {
            Assert.Equal(HttpStatusCode.OK, broken.StatusCode);
        }
        using var again = await Named(client, "order-8", Requests.Chat());
        Assert.Equal("joined", Header(again, "x-prenup-repeat"));
        Assert.EndsWith("data: [DONE]\n\n", await TestClient.TextAsync(again), StringComparison.Ordinal);
        await ChargedOnceAsync(gateway);
    }

    [Fact]
    public async Task A_repeat_of_what_ended_gets_its_status_and_its_id_and_no_second_charge()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var first = await Named(client, "order-9", Requests.Chat());
        await TestClient.TextAsync(first);
        using var again = await Named(client, "order-9", Requests.Chat());

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal("replayed", Header(again, "x-prenup-repeat"));
        var told = await TestClient.JsonAsync(again);
        Assert.Equal(Header(first, "x-prenup-exchange"), told.GetProperty("exchange").GetString());
        Assert.Equal(200, told.GetProperty("status").GetInt32());
        await ChargedOnceAsync(gateway);
    }

    [Fact]
    public async Task By_policy_a_repeat_of_what_ended_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync(more: "repeats: refuse");
        using var client = new TestClient(gateway.Address);
        using var first = await Named(client, "order-10", Requests.Chat());
        await TestClient.TextAsync(first);
        using var again = await Named(client, "order-10", Requests.Chat());

        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        var error = (await TestClient.JsonAsync(again)).GetProperty("error");
        Assert.Equal("idempotency_key_used", error.GetProperty("code").GetString());
        Assert.Contains(Header(first, "x-prenup-exchange")!, error.GetProperty("message").GetString());
        await ChargedOnceAsync(gateway);
    }

    [Fact]
    public async Task A_name_stands_for_one_request_and_for_one_key()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        using var other = new TestClient(gateway.Address, TestGateway.OtherKey);
        using var first = await Named(client, "order-11", Requests.Chat());
        await TestClient.TextAsync(first);

        using var differs = await Named(client, "order-11", Requests.Chat(text: "8 words"));
        Assert.Equal(HttpStatusCode.Conflict, differs.StatusCode);
        Assert.Equal("idempotency_key_reused", await CodeAsync(differs));

        using var another = await Named(other, "order-11", Requests.Chat());
        Assert.Equal(HttpStatusCode.OK, another.StatusCode);
        Assert.False(another.Headers.Contains("x-prenup-repeat"));
        Assert.EndsWith("data: [DONE]\n\n", await TestClient.TextAsync(another), StringComparison.Ordinal);

        using var tooLong = await Named(client, new string('n', 256), Requests.Chat());
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Equal("invalid_idempotency_key", await CodeAsync(tooLong));
    }

    [Fact]
    public async Task What_cost_nothing_may_be_asked_again_under_the_same_name()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);
        gateway.Clouds.OpenAi.Faults.Enqueue(Fault.Status(400));
        using var refused = await Named(client, "order-12", Requests.Chat());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        await TestClient.TextAsync(refused);

        using var again = await Named(client, "order-12", Requests.Chat());
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.False(again.Headers.Contains("x-prenup-repeat"));
    }

    private static Task<HttpResponseMessage> Named(TestClient client, string name, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Requests.ChatPath)
        {
            Content = new StringContent(body, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")),
        };
        request.Headers.Add("Idempotency-Key", name);
        return client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? Assert.Single(values) : null;

    private static async Task<string?> CodeAsync(HttpResponseMessage response) =>
        (await TestClient.JsonAsync(response)).GetProperty("error").GetProperty("code").GetString();

    private static async Task ChargedOnceAsync(TestGateway gateway)
    {
        await Eventually.HoldsAsync(() => gateway.Host.Exchanges == 0, "every exchange has ended");
        Assert.Single(gateway.Clouds.OpenAi.Calls);
        var row = Assert.Single(await gateway.AttemptsAsync());
        Assert.Equal(AttemptState.Settled, row.State);
    }
}
