using System.Net;
using Xunit;

namespace Prenup.FunctionalTests.Stored;

/// <summary>References to what nobody here made, and work that nobody here does: refused before a cloud is called.</summary>
public sealed class ForeignStateTests
{
    [Theory]
    [InlineData("""{"model":"gpt-5.5","input":"hi","previous_response_id":"resp_nobody"}""")]
    [InlineData("""{"model":"gpt-5.5","input":"hi","conversation":"conv_nobody"}""")]
    [InlineData("""{"model":"gpt-5.5","input":"hi","conversation":{"id":"conv_nobody"}}""")]
    [InlineData("""{"model":"gpt-5.5","input":[{"type":"item_reference","id":"msg_nobody"}]}""")]
    [InlineData("""{"model":"gpt-5.5","input":[{"id":"msg_nobody"}]}""")]
    [InlineData(
        """{"model":"gpt-5.5","input":[{"role":"user","content":[{"type":"input_file","file_id":"file-nobody"}]}]}"""
    )]
    [InlineData(
        """{"model":"gpt-5.5","input":[{"role":"user","content":[{"type":"input_image","file_id":"file-nobody"}]}]}"""
    )]
    [InlineData(
        """{"model":"gpt-5.5","input":"hi","tools":[{"type":"file_search","vector_store_ids":["vs_nobody"]}]}"""
    )]
    [InlineData("""{"model":"gpt-5.5","input":"hi","tools":[{"type":"code_interpreter","container":"cntr_nobody"}]}""")]
    [InlineData(
        """{"model":"gpt-5.5","input":"hi","tools":[{"type":"code_interpreter","container":{"type":"auto","file_ids":["file-nobody"]}}]}"""
    )]
    public async Task R12_A_reference_to_what_nobody_made_is_not_found(string body)
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(Requests.ResponsesPath, body);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Contains("nobody", await TestClient.TextAsync(response), StringComparison.Ordinal);
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
        Assert.Empty(await gateway.AttemptsAsync());
    }

    [Fact]
    public async Task A_file_in_a_chat_message_is_not_found_either()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(
            Requests.ChatPath,
            """{"model":"alias","messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"file-nobody"}}]}]}"""
        );

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }

    [Fact]
    public async Task Background_work_is_refused()
    {
        await using var gateway = await TestGateway.StartAsync();
        using var client = new TestClient(gateway.Address);

        using var response = await client.PostAsync(
            Requests.ResponsesPath,
            Requests.Responses("gpt-5.5", "\"background\":true")
        );

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var error = (await TestClient.JsonAsync(response)).GetProperty("error");
        Assert.Equal("background", error.GetProperty("param").GetString());
        Assert.Empty(gateway.Clouds.OpenAi.Calls);
    }
}
