using Prenup.Core.Asking;
using Prenup.Dialects.Requests;
using Xunit;

namespace Prenup.Tests.Dialects.Requests;

public sealed class ForeignStateTests
{
    [Theory]
    [InlineData("""{"previous_response_id":"r"}""", "previous_response_id r")]
    [InlineData("""{"conversation":"c"}""", "conversation c")]
    [InlineData("""{"conversation":{"id":"c"}}""", "conversation c")]
    [InlineData(
        """{"prompt":{"version":"1","id":"p","variables":{"f":{"type":"input_file","file_id":"f"}}}}""",
        "prompt p, file_id f"
    )]
    [InlineData(
        """{"input":[{"role":"user","content":[{"type":"input_image","file_id":"f1"},{"type":"input_file","file_id":"f2"}]}]}""",
        "file_id f1, file_id f2"
    )]
    [InlineData("""{"input":[{"id":"msg_1","type":"item_reference"}]}""", "item_reference msg_1")]
    [InlineData(
        """{"input":[{"type":"item_reference","id":"msg_1"},{"id":"rs_2"},{"type":null,"id":"rs_3"}]}""",
        "item_reference msg_1, item_reference rs_2, item_reference rs_3"
    )]
    [InlineData("""{"input":[{"type":"item_reference","id":"a","id":"b"}]}""", "item_reference a, item_reference b")]
    [InlineData("""{"input":[{"id":"msg_1","type":"message","role":"assistant","content":[]}]}""", "")]
    [InlineData("""{"input":[{"type":"reasoning","id":"rs_1","summary":[]}]}""", "")]
    [InlineData(
        """{"tools":[{"type":"file_search","vector_store_ids":["v1","v2"]}]}""",
        "vector_store_ids v1, vector_store_ids v2"
    )]
    [InlineData("""{"tools":[{"type":"code_interpreter","container":"cntr_1"}]}""", "container cntr_1")]
    [InlineData(
        """{"tools":[{"type":"code_interpreter","container":{"type":"auto","file_ids":["f"]}}]}""",
        "file_ids f"
    )]
    [InlineData(
        """{"input":[{"type":"code_interpreter_call","container_id":"cntr_2","id":"ci"}]}""",
        "container_id cntr_2"
    )]
    [InlineData(
        """{"tools":[{"type":"function","parameters":{"properties":{"file_id":{"type":"string","default":{"file_id":"x"}}}}}]}""",
        ""
    )]
    [InlineData(
        """{"input":"the \"file_id\":\"x\" of it","metadata":{"file_id":"x"},"instructions":"previous_response_id"}""",
        ""
    )]
    [InlineData("""{"input":[{"type":"function_call_output","output":"{\"file_id\":\"x\"}"}]}""", "")]
    [InlineData("""{"input":[{"content":[{"file\u005fid":"f"}]}]}""", "file_id f")]
    [InlineData("""{"input":[{"content":[{"File_ID":"f"}]}]}""", "file_id f")]
    [InlineData("""{"input":[{"content":[{"file_id":null},{"file_id":7},{"file_id":{"a":"b"}}]}]}""", "")]
    public void R12_every_reference_to_stored_state_is_listed(string json, string expected) =>
        Assert.Equal(expected, List(Read.Body(json, Dialect.OpenAiResponses)));

    [Theory]
    [InlineData("""{"messages":[{"role":"user","content":[{"type":"file","file":{"file_id":"f"}}]}]}""", "file_id f")]
    [InlineData(
        """{"messages":[{"role":"assistant","audio":{"id":"audio_1"}},{"role":"user","id":"x"}]}""",
        "audio audio_1"
    )]
    [InlineData(
        """{"messages":[{"role":"user","content":[{"type":"input_audio","input_audio":{"data":"","id":"x"}}]}]}""",
        ""
    )]
    public void Chat_has_files_and_earlier_audio(string json, string expected) =>
        Assert.Equal(expected, List(Read.Body(json)));

    [Fact]
    public void R9_sealed_reasoning_is_found_where_it_stands()
    {
        const string json =
            """{"input":[{"type":"reasoning","encrypted_content":"gA=="},{"type":"compaction","encrypted_content":"gB"}]}""";
        var asked = Read.Body(json, Dialect.OpenAiResponses);
        Assert.Equal(["\"gA==\"", "\"gB\""], asked.SealedState.Select(range => Read.Text(json, range)));
    }

    private static string List(AskedBody asked) =>
        string.Join(", ", asked.ForeignState.Select(state => $"{state.Field} {state.Id}"));
}
