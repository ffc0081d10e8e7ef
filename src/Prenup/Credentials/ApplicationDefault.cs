namespace Prenup.Credentials;

/// <summary>Google's application default credentials, up to the file: after it comes the machine's metadata server.</summary>
internal static class ApplicationDefault
{
    private const string WellKnown = "application_default_credentials.json";

    /// <summary>The file named by <c>GOOGLE_APPLICATION_CREDENTIALS</c>, or the one that <c>gcloud auth application-default login</c> writes; null for neither.</summary>
    public static string? File()
    {
        if (Environment.GetEnvironmentVariable("GOOGLE_APPLICATION_CREDENTIALS") is { Length: > 0 } named)
        {
            return named;
        }
        var folder = Environment.GetEnvironmentVariable("CLOUDSDK_CONFIG");
        if (string.IsNullOrEmpty(folder))
        {
            folder = OperatingSystem.IsWindows()
                ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "gcloud")
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "gcloud");
        }
        var path = Path.Combine(folder, WellKnown);
        return System.IO.File.Exists(path) ? path : null;
    }
}
