using System.Text;

namespace Prenup.FunctionalTests.Recordings;

/// <summary>Why the gateway must refuse a recorded request.</summary>
/// <param name="Status">The status that says so.</param>
/// <param name="Code">The error's code.</param>
/// <param name="Why">In words.</param>
internal sealed record Refusals(int Status, string Code, string Why)
{
    /// <summary>The refusal of a recorded request; null for one that has to pass.</summary>
    public static Refusals? Of(Recording recording) =>
        Encoding.UTF8.GetString(recording.Request).Contains("\"file_id\"", StringComparison.Ordinal)
            ? new Refusals(404, "not_found", "it points at a file that no project of the gateway uploaded")
        : recording.Form == UrlForm.AzureClassic && recording.BodyModel is { } body && body != recording.Model
            ? new Refusals(400, "model_mismatch", $"its path names {recording.Model}, its body {body}")
        : null;
}
