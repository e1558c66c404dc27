using System.Text.RegularExpressions;
using Triad.Inference.Kinds.Remote.Forms;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Reads the section <c>endpoint</c> of a remote package.</summary>
internal static partial class RemoteEndpointReader
{
    private const int LongestName = 200;
    private const int LongestUrl = 2000;

    private static readonly Uri Nowhere = new("http://localhost/");

    /// <summary>Reads the section; what is wrong is noted there.</summary>
    public static RemoteEndpoint Read(ManifestObject? section, PlugIns<IRemoteForm> forms)
    {
        if (section is null)
            return new RemoteEndpoint
            {
                Url = Nowhere,
                Form = null,
                Model = "",
                Batch = 1,
                Parallel = 1,
                Timeout = TimeSpan.FromSeconds(1),
                Retries = 0,
            };
        forms.TryRead(section, "form", out var form);
        var endpoint = new RemoteEndpoint
        {
            Url = ReadUrl(section),
            UrlVariable = section.Names.Contains("url_variable") ? ReadVariable(section, "url_variable") : null,
            Form = form,
            Model = section.Text("model", LongestName),
            Secret = section.Names.Contains("secret") ? ReadSecret(section.Object("secret")) : null,
            AllowsPlaintext = section.Names.Contains("plaintext") && section.Truth("plaintext"),
            AsksDimensions = section.Names.Contains("dimensions") && section.Truth("dimensions"),
            RoleField = section.Names.Contains("role_field") ? ReadRoleField(section.Object("role_field")) : null,
            Batch = section.Integer("batch", 1, 1024),
            Parallel = section.Integer("parallel", 1, 256),
            Timeout = TimeSpan.FromSeconds(section.Number("timeout_seconds", 0.1, 600)),
            Retries = section.Integer("retries", 0, 10),
        };
        if (RemoteAddress.WhyNot(endpoint, endpoint.Url) is { } problem)
            section.Note("url", problem, RemoteAddress.Remedy);
        section.Close();
        return endpoint;
    }

    private static Uri ReadUrl(ManifestObject section)
    {
        var text = section.Text("url", LongestUrl);
        if (Uri.TryCreate(text, UriKind.Absolute, out var url))
            return url;
        if (text.Length > 0)
            section.Note("url", "is no absolute address", RemoteAddress.Remedy);
        return Nowhere;
    }

    private static RemoteSecret? ReadSecret(ManifestObject? section)
    {
        if (section is null)
            return null;
        var (hasVariable, hasFile) = (section.Names.Contains("variable"), section.Names.Contains("file"));
        if (hasVariable == hasFile)
            section.Note("variable", "and file are both given, or neither",
                "Name the environment variable or the file that has the secret; never the secret.");
        var secret = new RemoteSecret(
            hasVariable ? ReadVariable(section, "variable") : null,
            hasFile ? section.Text("file", LongestUrl) : null,
            section.Names.Contains("header") ? section.Text("header", LongestName) : RemoteSecret.Authorization);
        if (!HeaderForm().IsMatch(secret.Header))
            section.Note("header", $"is '{secret.Header}'", "Give the name of a header, such as api-key.");
        if (secret.File is { Length: > 0 } file && !Path.IsPathRooted(file))
            section.Note("file", $"is '{file}'", "Give an absolute path.");
        section.Close();
        return secret;
    }

    // A secret that was pasted in place of its name is not repeated in the problem.
    private static string ReadVariable(ManifestObject section, string name)
    {
        var variable = section.Text(name, LongestName);
        if (variable.Length > 0 && !VariableForm().IsMatch(variable))
            section.Note(name, "is no name of an environment variable", "Use A-Z, 0-9 and underscore; never the value itself.");
        return variable;
    }

    private static RemoteRoleField? ReadRoleField(ManifestObject? section)
    {
        if (section is null)
            return null;
        var field = new RemoteRoleField(
            section.Text("name", LongestName), section.Text("query", LongestName), section.Text("document", LongestName));
        if (field.Name is "model" or "input" or "messages" or "items" or "dimensions" or "encoding_format")
            section.Note("name", $"is '{field.Name}', which the request has already", "Name the field that the endpoint's page names.");
        section.Close();
        return field;
    }

    [GeneratedRegex(@"\A[A-Z_][A-Z0-9_]{0,199}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex VariableForm();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9-]{0,99}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex HeaderForm();
}
