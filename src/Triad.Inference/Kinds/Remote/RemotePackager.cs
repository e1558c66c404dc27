using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Inference.Hub;
using Triad.Inference.Kinds.Remote.Forms;
using Triad.Inference.Packages;
using Triad.Inference.PlugIns;

namespace Triad.Inference.Kinds.Remote;

/// <summary>Makes packages of endpoints.</summary>
internal sealed class RemotePackager(PlugIns<IRemoteForm> forms, PackageWriter writer, TimeProvider time, ILogger<RemotePackager> log)
    : IRemotePackager
{
    /// <inheritdoc/>
    public async Task<Result<ImportedModel>> MakeAsync(RemotePackageRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var id = PackageWriter.IdOf(request.Target);
            var fields = RemoteFields.Of(request);
            var problems = new List<PackageProblem>();
            var manifest = Read(fields, problems);
            if (problems.FirstOrDefault() is { } problem)
                return PackageWriter.Refused(problem.File, problem.Field, problem.Message, problem.Remedy);
            using var client = new RemoteClient(id, manifest.Endpoint, request.Dimensions, time, log);
            var answer = await client.SendAsync([RemoteProbe.Of(manifest.Modalities, manifest.SampleRate)], cancellationToken)
                .ConfigureAwait(false);
            if (!answer.IsOk)
                return answer.Error;
            fields["embedding_size"] = answer.Value[0].Length;
            fields["fingerprint"] = RemoteFingerprint.FileName;
            var written = await writer.WriteAsync(
                request.Target,
                new PackageParts(RemoteKind.KindName, request.Licence,
                    $"The model {request.Model} at {manifest.Endpoint.Url.GetLeftPart(UriPartial.Path)}", fields)
                {
                    Contents = [(RemoteFingerprint.FileName, RemoteFingerprint.Write(answer.Value[0]))],
                },
                cancellationToken).ConfigureAwait(false);
            return written.IsOk
                ? new ImportedModel(
                    written.Value.Folder, written.Value.Id, request.Model, RemoteKind.KindName, written.Value.Space, written.Value.Bytes,
                        request.Licence)
                : written.Error;
        }
        catch (HubFormatException exception)
        {
            return PackageWriter.Refused(exception.File, exception.Field, exception.Problem, exception.Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return PackageWriter.Refused(
                "--out", "", $"'{request.Target}' cannot be written: {exception.Message.TrimEnd('.')}",
                    "Give a folder that this user may write to.");
        }
    }

    // What is written is read by the reader of packages, so that there is one set of rules.
    private RemoteManifest Read(JsonObject fields, List<PackageProblem> problems)
    {
        using var document = JsonDocument.Parse(fields.ToJsonString());
        var root = new ManifestObject("", document.RootElement, problems);
        var manifest = RemoteManifestReader.Read(root, forms);
        root.Close();
        return manifest;
    }
}
