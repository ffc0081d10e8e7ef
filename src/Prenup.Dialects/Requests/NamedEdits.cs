using System.Globalization;
using System.Text;
using Prenup.Core.Asking;

namespace Prenup.Dialects.Requests;

/// <summary>The edits that a request may undergo on its way to a cloud of the same dialect; every other byte stays.</summary>
public static class NamedEdits
{
    private static readonly byte[] True = "true"u8.ToArray();
    private static readonly byte[] IncludeUsage = "{\"include_usage\":true}"u8.ToArray();
    private static readonly byte[] IncludeUsageMember = "\"include_usage\":true"u8.ToArray();
    private static readonly byte[] IncludeUsageMemberAndComma = "\"include_usage\":true,"u8.ToArray();

    /// <summary>The edits for one offer.</summary>
    /// <param name="asked">The request, as read.</param>
    /// <param name="dialect">The dialect of client and offer.</param>
    /// <param name="offerModel">The offer's own model id; null leaves the model as it is (the URL names it).</param>
    /// <param name="outputCap">The most tokens that each answer may have; null for no limit of ours.</param>
    public static Splices ForOffer(AskedBody asked, Dialect dialect, string? offerModel, int? outputCap)
    {
        var edits = new List<Splice>(); // without room: often there is nothing to edit
        string? members = null;
        if (offerModel is not null && offerModel != asked.Model)
        {
            Model(asked, offerModel, edits, ref members);
        }
        if (dialect == Dialect.OpenAiChat && asked.Stream && asked.IncludeUsage != true)
        {
            Usage(asked, edits, ref members);
        }
        if (outputCap is { } cap && dialect != Dialect.OpenAiEmbeddings)
        {
            Cap(asked, dialect, cap, edits, ref members);
        }
        if (members is not null)
        {
            members = asked.IsEmpty ? members[..^1] : members; // the comma behind the last member
            edits.Add(new Splice(asked.FirstMemberOffset, 0, Encoding.UTF8.GetBytes(members)));
        }
        return edits.Count == 0 ? Splices.None : new Splices(edits);
    }

    private static void Model(AskedBody asked, string model, List<Splice> edits, ref string? members)
    {
        var quoted = JsonText.Quote(model);
        if (asked.ModelSpan.IsPresent)
        {
            edits.Add(Replace(asked.ModelSpan, quoted));
        }
        else
        {
            members += $"\"model\":{Encoding.UTF8.GetString(quoted)},";
        }
    }

    // A streamed chat reports its usage only when asked to, in one more chunk before the end.
    private static void Usage(AskedBody asked, List<Splice> edits, ref string? members)
    {
        if (asked.IncludeUsageSpan.IsPresent)
        {
            edits.Add(Replace(asked.IncludeUsageSpan, True));
        }
        else if (asked.StreamOptionsMembers >= 0)
        {
            var member = asked.StreamOptionsMembers == 0 ? IncludeUsageMember : IncludeUsageMemberAndComma;
            edits.Add(new Splice(asked.StreamOptionsSpan.Offset + 1, 0, member));
        }
        else if (asked.StreamOptionsSpan.IsPresent)
        {
            edits.Add(Replace(asked.StreamOptionsSpan, IncludeUsage));
        }
        else
        {
            members += "\"stream_options\":{\"include_usage\":true},";
        }
    }

    private static void Cap(AskedBody asked, Dialect dialect, int cap, List<Splice> edits, ref string? members)
    {
        if (asked.MaxOutputTokens <= cap)
        {
            return;
        }
        var digits = cap.ToString(CultureInfo.InvariantCulture);
        if (asked.MaxOutputTokensSpan.IsPresent)
        {
            edits.Add(Replace(asked.MaxOutputTokensSpan, Encoding.UTF8.GetBytes(digits)));
        }
        else
        {
            var field = dialect == Dialect.OpenAiChat ? "max_completion_tokens" : "max_output_tokens";
            members += $"\"{field}\":{digits},";
        }
    }

    private static Splice Replace(ByteRange range, byte[] replacement) => new(range.Offset, range.Length, replacement);
}
