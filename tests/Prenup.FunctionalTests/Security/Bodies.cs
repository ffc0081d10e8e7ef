using System.Text;
using CsCheck;
using Prenup.Core.Asking;

namespace Prenup.FunctionalTests.Security;

/// <summary>Request bodies as clients, fuzzers and attackers write them: about half of them are fine.</summary>
internal static class Bodies
{
    private static readonly string[] Good =
    [
        "\"stream\":true",
        "\"stream\":false",
        "\"stream\":null",
        "\"stream\" : true",
        "\"service_tier\":\"auto\"",
        "\"service_tier\":\"def\\u0061ult\"",
        "\"store\":true",
        "\"store\":false",
        "\"store\":null",
        "\"metadata\":{\"stream\":\"no\",\"model\":\"x\"}",
        "\"user\":\"\uD83E\uDD8A na\u00efve \\ud83e\\udd8a\"",
        "\"temperature\":1e-1",
        "\"x\":{\"model\":\"gpt-5.5\",\"stream\":true,\"n\":5}",
        "\"deep\":" + Nested(50),
        "\"seed\":-0",
    ];

    private static readonly string[] GoodChat =
    [
        "\"n\":1",
        "\"n\":2",
        "\"n\":null",
        "\"max_tokens\":7",
        "\"max_tokens\":null",
        "\"max_completion_tokens\":9",
        "\"max_completion_tokens\":null",
        "\"stream_options\":{\"include_usage\":true}",
        "\"stream_options\":{\"include_usage\":false}",
        "\"stream_options\":{ \"include_usage\" : null }",
        "\"stream_options\":{}",
        "\"stream_options\":null",
        "\"stream_options\":{\"include_obfuscation\":false}",
    ];

    private static readonly string[] GoodResponses =
    [
        "\"max_output_tokens\":16",
        "\"max_output_tokens\":null",
        "\"previous_response_id\":null",
        "\"background\":false",
    ];

    private static readonly string[] Bad =
    [
        "\"model\":\"gpt-5.5\"",
        "\"Model\":\"gpt-5.5\"",
        "\"MODEL\":\"gpt-5.5\"",
        "\"mod\\u0065l\":\"gpt-5.5\"",
        "\"\\u006dodel\":\"gpt-5.5\"",
        "\"Stream\":true",
        "\"\u017Ftream\":true",
        "\"str\\u0065am\":true",
        "\"stream\":\"true\"",
        "\"stream\":1",
        "\"n\":0",
        "\"n\":1.0",
        "\"n\":1e1",
        "\"n\":129",
        "\"n\":99999999999999999999",
        "\"n\":NaN",
        "\"n\":+1",
        "\"n\":01",
        "\"N\":7",
        "\"max_tokens\":-1",
        "\"max_tokens\":Infinity",
        "\"Max_Tokens\":5",
        "\"max_to\u212Aens\":5",
        "\"stream_options\":{\"include_usage\":true,\"include_usage\":false}",
        "\"stream_options\":{\"Include_Usage\":true}",
        "\"stream_options\":{\"include\\u005fusage\":true}",
        "\"stream_options\":[]",
        "\"store\":\"false\"",
        "\"Store\":true",
        "\"st\\u006fre\":true",
        "\"previous_response_id\":\"resp_of_somebody_else\"",
        "\"previous\\u005fresponse_id\":\"resp_of_somebody_else\"",
        "\"Previous_Response_Id\":\"resp_of_somebody_else\"",
        "\"background\":true",
        "\"user\":\"\\ud800\"",
        "\"x\":1,\"x\":2",
        "\"deep\":" + Nested(200),
        "\"x\":'single'",
        "/* comment */ \"x\":1",
        "\"x\":1,",
        "\"x\":\"tab\there\"",
        "\"x\":undefined",
    ];

    private static readonly string[] Space = ["", "", "", " ", "\n", "\r\n\t", "   "];

    /// <summary>A body for a dialect.</summary>
    public static Gen<byte[]> Of(Dialect dialect) =>
        Gen.Select(Members(dialect), OneOf(Space), Spoiling)
            .Select(static (text, space, spoil) => spoil(Encoding.UTF8.GetBytes(space + text + space)));

    private static Gen<string> Members(Dialect dialect)
    {
        string[] good = dialect switch
        {
            Dialect.OpenAiChat => [.. Good, .. GoodChat],
            Dialect.OpenAiResponses => [.. Good, .. GoodResponses],
            _ => ["\"user\":\"x\"", "\"encoding_format\":\"float\"", "\"dimensions\":3", "\"metadata\":null"],
        };
        var model = OneOf(
            "\"model\":\"alias\"",
            "\"model\":\"alias\"",
            "\"model\":\"alias\"",
            "\"model\":\"gpt-4.1-mini\"",
            "\"model\" : \"on-azure\"",
            "\"model\":\"al\\u0069as\"",
            "\"model\":\"nobody-sells-this\"",
            "\"model\":null",
            "\"model\":5"
        );
        var known = dialect == Dialect.OpenAiEmbeddings ? Gen.Const("\"model\":\"text-embedding-3-small\"") : model;
        var content =
            dialect == Dialect.OpenAiChat
                ? "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]"
                : "\"input\":\"hi\"";
        var extra = Gen.Frequency((10, OneOf(good)), (1, OneOf(BadFor(dialect))));
        return Gen.Select(known, extra.Array[0, 5], OneOf(Space), Gen.Int[0, 1000])
            .Select((name, more, space, seed) => "{" + Joined([name, content, .. more], space, seed) + "}");
    }

    // The sandbox takes a limit from any of three names; only a chat has two of them.
    private static string[] BadFor(Dialect dialect) =>
        dialect == Dialect.OpenAiChat
            ? Bad
            : [.. Bad.Where(static member => !member.Contains("max_to", StringComparison.OrdinalIgnoreCase))];

    private static string Joined(string[] members, string space, int seed)
    {
        new Random(seed).Shuffle(members);
        return space + string.Join(space + "," + space, members) + space;
    }

    private static readonly Gen<Func<byte[], byte[]>> Spoiling = Gen.Frequency(
        (14, Gen.Const<Func<byte[], byte[]>>(static body => body)),
        (1, Gen.Const<Func<byte[], byte[]>>(static body => [0xEF, 0xBB, 0xBF, .. body])),
        (1, Gen.Const<Func<byte[], byte[]>>(static body => [.. body, .. "{}"u8])),
        (1, Gen.Const<Func<byte[], byte[]>>(static body => [.. body, 0])),
        (1, Gen.Const<Func<byte[], byte[]>>(static body => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)))),
        (1, Gen.Int[0, 1000].Select<int, Func<byte[], byte[]>>(static at => body => body[..(at % body.Length)])),
        (
            2,
            Gen.Select(Gen.Int[0, 1000], Gen.Byte)
                .Select<int, byte, Func<byte[], byte[]>>(static (at, value) => body => Put(body, at, value))
        )
    );

    private static byte[] Put(byte[] body, int at, byte value) =>
        [.. body[..(at % body.Length)], value, .. body[(at % body.Length)..]];

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    private static string Nested(int levels) => new string('[', levels) + new string(']', levels);
}
