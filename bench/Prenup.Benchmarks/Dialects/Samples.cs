using System.Text;

namespace Prenup.Benchmarks.Dialects;

/// <summary>Bodies and events of the sizes that the load rig sends.</summary>
internal static class Samples
{
    /// <summary>A chat request of 2 KiB.</summary>
    public static readonly byte[] Request = Bytes(
        """{"model":"gpt-5.5","stream":true,"messages":[{"role":"system","content":"TEXT"},{"role":"user","content":"TEXT"}],"temperature":0.2,"max_completion_tokens":100}"""
    );

    /// <summary>A whole chat reply of 2 KiB.</summary>
    public static readonly byte[] Reply = Bytes(
        """{"id":"chatcmpl-1","object":"chat.completion","created":1764000000,"model":"gpt-5.5","choices":[{"index":0,"message":{"role":"assistant","content":"TEXT","refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":500,"completion_tokens":300,"total_tokens":800,"prompt_tokens_details":{"cached_tokens":128,"audio_tokens":0},"completion_tokens_details":{"reasoning_tokens":64,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}},"service_tier":"default"}"""
    );

    /// <summary>A chat chunk of about 180 bytes, as OpenAI sends it.</summary>
    public static readonly byte[] ChatChunk = Bytes(
        """{"id":"chatcmpl-AbCdEfGhIjKlMnOp","object":"chat.completion.chunk","created":1764000000,"model":"gpt-5.5","choices":[{"index":0,"delta":{"content":" hello"},"finish_reason":null}]}"""
    );

    /// <summary>A text delta of Responses of about 180 bytes.</summary>
    public static readonly byte[] ResponsesDelta = Bytes(
        """{"type":"response.output_text.delta","sequence_number":12,"item_id":"msg_0123456789abcdef","output_index":0,"content_index":0,"delta":" hello","logprobs":[],"obfuscation":"hZ8Gt1"}"""
    );

    private static byte[] Bytes(string json) =>
        Encoding.UTF8.GetBytes(json.Replace("TEXT", new string('x', 900), StringComparison.Ordinal));
}
