using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Inference.Kinds;
using Triad.Inference.Packages;
using Triad.Inference.Tests.Fixtures;

namespace Triad.Inference.Tests.Packages;

/// <summary>Packages that hold packages.</summary>
public sealed class PackageMembersTests : IDisposable
{
    private readonly PackageFolder _folder = new();

    private string Outer => Path.Combine(_folder.Models, "outer");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Get_PackageWithMembers_IsBuiltOfThemAndEmbeds()
    {
        Hold(Outer, ("one", _folder.Tiny));
        using var fixture = CreateSut();

        var embedder = await fixture.GetAsync("outer");

        var item = new EmbedItem(
            [new EmbedPart(1, "a red ball", null, null)], [Core.Identity.RepresentationName.Of(Core.Modality.Modalities.Text)]);
        Assert.True((await embedder.EmbedAsync(new EmbedRequest([item], EmbedPriority.Query), CancellationToken.None)).IsOk);
        Assert.Equal((await fixture.GetAsync("tiny")).Model.Space, embedder.Model.Space);
    }

    [Fact]
    public async Task Get_CopiesOfOnePackage_OpenItsGraphsOnce()
    {
        Hold(Outer, ("one", _folder.Tiny), ("two", _folder.Tiny), ("three", _folder.Tiny));
        using var services = Services();
        var loader = services.GetRequiredService<PackageLoader>();

        using (var all = await LoadAsync(loader, Outer))
        {
            using var alone = await LoadAsync(loader, _folder.Tiny);
            Assert.Equal(alone.Lanes.Count, loader.OpenSessions);
        }

        Assert.Equal(0, loader.OpenSessions);
    }

    [Fact]
    public async Task Get_MembersInMembers_AreReadAsDeepAsAllowed()
    {
        Hold(Path.Combine(_folder.Models, "second"), ("inner", _folder.Tiny));
        Hold(Path.Combine(_folder.Models, "third"), ("inner", Path.Combine(_folder.Models, "second")));
        Hold(Outer, ("inner", Path.Combine(_folder.Models, "third")));
        Hold(Path.Combine(_folder.Models, "deepest"), ("inner", Outer));
        using var sut = CreateSut();

        Assert.True((await sut.Catalog.GetAsync("outer", CancellationToken.None)).IsOk);
        var refused = (await sut.Catalog.GetAsync("deepest", CancellationToken.None)).Error!;

        Assert.Contains("members/inner/members/inner/members/inner/model.json: members: lie deeper", refused.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_ChangeInAMember_GivesAnotherSpaceToWhatHoldsIt()
    {
        var first = SpaceOf(Hold(Outer, ("one", _folder.Tiny)));
        _folder.Edit(manifest => manifest["origin"] = "elsewhere");
        var second = SpaceOf(Hold(Path.Combine(_folder.Models, "other"), ("one", _folder.Tiny)));

        Assert.NotEqual(first, second);
        using var sut = CreateSut();
        Assert.True((await sut.Catalog.GetAsync("other", CancellationToken.None)).IsOk);
    }

    [Fact]
    public async Task Get_DamagedFileOfAMember_IsRefusedWithInnerFile()
    {
        Hold(Outer, ("one", _folder.Tiny));
        await File.AppendAllTextAsync(Path.Combine(Outer, "members", "one", "vocab.txt"), "extra\n");

        await AssertRefused("members/one/vocab.txt: has the SHA-256");
    }

    [Fact]
    public async Task Get_WrongFieldOfAMember_IsRefusedWithInnerFileAndField()
    {
        _folder.Edit(manifest => manifest["embedding_size"] = 0);
        Hold(Outer, ("one", _folder.Tiny));

        await AssertRefused("members/one/model.json: embedding_size: is 0");
    }

    [Fact]
    public async Task Get_MemberWhoseGraphCannotRun_IsRefusedWithInnerFile()
    {
        _folder.Replace("fusion.onnx", await File.ReadAllBytesAsync(PackageFolder.Broken("infinite.onnx")));
        Hold(Outer, ("one", _folder.Tiny));

        await AssertRefused("members/one/fusion.onnx: gives values that are not finite");
    }

    [Fact]
    public async Task Get_OtherManifestThanStated_IsRefused()
    {
        Hold(Outer, ("one", _folder.Tiny));
        await File.AppendAllTextAsync(Path.Combine(Outer, "members", "one", "model.json"), " ");

        await AssertRefused("members/one/model.json: has the SHA-256", "the package that holds it states");
    }

    [Theory]
    [InlineData("../../tiny")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("/etc")]
    [InlineData("one/members/two")]
    [InlineData("One")]
    public async Task Get_NameThatIsNone_IsRefused(string name)
    {
        Hold(Outer, ("one", _folder.Tiny));
        Edit(Outer, manifest => manifest["members"]![name] = new string('0', 64));

        await AssertRefused($"members.{name}: is no name of a member");
    }

    [Fact]
    public async Task Get_MemberThatIsMissing_IsRefused()
    {
        Hold(Outer, ("one", _folder.Tiny));
        Directory.Delete(Path.Combine(Outer, "members", "one"), recursive: true);

        await AssertRefused("members/one: is missing");
    }

    [Fact]
    public async Task Get_MemberThatIsALink_IsRefused()
    {
        Hold(Outer, ("one", _folder.Tiny));
        Directory.Delete(Path.Combine(Outer, "members", "one"), recursive: true);
        Directory.CreateSymbolicLink(Path.Combine(Outer, "members", "one"), _folder.Tiny);

        await AssertRefused("members/one: is a link");
    }

    [Fact]
    public async Task Get_FileOfAMemberThatIsALink_IsRefused()
    {
        Hold(Outer, ("one", _folder.Tiny));
        var file = Path.Combine(Outer, "members", "one", "vocab.txt");
        File.Delete(file);
        File.CreateSymbolicLink(file, Path.Combine(_folder.Tiny, "vocab.txt"));

        await AssertRefused("members/one/vocab.txt: is a link");
    }

    [Fact]
    public async Task Get_MembersThatLieInALinkedFolder_AreRefused()
    {
        Hold(Outer, ("one", _folder.Tiny));
        Directory.Move(Path.Combine(Outer, "members"), Path.Combine(_folder.Models, "elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(Outer, "members"), Path.Combine(_folder.Models, "elsewhere"));

        await AssertRefused("members: is a link");
    }

    [Fact]
    public async Task Get_MemberThatHoldsItself_IsRefusedByItsHash()
    {
        Hold(Outer, ("one", _folder.Tiny));
        Directory.Delete(Path.Combine(Outer, "members", "one"), recursive: true);
        Hold(Path.Combine(Outer, "members", "one"), ("one", _folder.Tiny));
        File.Copy(Path.Combine(Outer, "model.json"), Path.Combine(Outer, "members", "one", "model.json"), overwrite: true);

        await AssertRefused("members/one/model.json: has the SHA-256");
    }

    [Fact]
    public async Task Get_MemberThatTheKindDoesNotUse_IsRefused()
    {
        Hold(Outer, ("one", _folder.Tiny), ("two", _folder.Tiny));
        Edit(Outer, manifest => manifest["uses"] = new JsonArray("one", "three"));

        await AssertRefused(
            "model.json: members.two: is no member that a package of the kind holder has",
            "model.json: members.three: is missing. Give the SHA-256 of members/three/model.json");
    }

    [Fact]
    public async Task Get_MembersOfAKindThatHasNone_AreRefused()
    {
        _folder.Edit(manifest => manifest["members"] = new JsonObject { ["one"] = new string('0', 64) });
        using var sut = CreateSut();

        var error = (await sut.Catalog.GetAsync("tiny", CancellationToken.None)).Error!;

        Assert.Contains("members.one: is no member that a package of the kind fusion has", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_MemberThatTheKindRefuses_IsRefusedByIt()
    {
        _folder.Edit(manifest => manifest["id"] = "unwanted");
        Hold(Outer, ("one", _folder.Tiny));

        await AssertRefused("model.json: uses: is unwanted");
    }

    private static string Hold(string folder, params (string Name, string Package)[] members)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, package) in members)
            Copy(package, Path.Combine(folder, "members", name));
        var manifest = new JsonObject
        {
            ["format"] = 1,
            ["id"] = Path.GetFileName(folder),
            ["kind"] = "holder",
            ["licence"] = "none",
            ["origin"] = "made by a test",
            ["uses"] = new JsonArray([.. members.Select(member => (JsonNode)member.Name)]),
            ["members"] = new JsonObject(members.Select(member => KeyValuePair.Create(member.Name, (JsonNode?)HashOf(member.Package)))),
            ["sha256"] = new JsonObject(),
        };
        File.WriteAllText(Path.Combine(folder, "model.json"), manifest.ToJsonString());
        return folder;
    }

    private static void Edit(string folder, Action<JsonObject> change)
    {
        var path = Path.Combine(folder, "model.json");
        var manifest = JsonNode.Parse(File.ReadAllText(path))!.AsObject();
        change(manifest);
        File.WriteAllText(path, manifest.ToJsonString());
    }

    private static void Copy(string package, string target)
    {
        foreach (var file in Directory.EnumerateFiles(package, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(package, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static string HashOf(string package) =>
        Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(package, "model.json"))));

    private static string SpaceOf(string package) => HashOf(package)[..16];

    private static async Task<LoadedPackage> LoadAsync(PackageLoader loader, string folder)
    {
        var problems = new List<PackageProblem>();
        return await loader.LoadAsync(folder, null, problems, CancellationToken.None)
            ?? throw new InvalidDataException(string.Join(' ', problems));
    }

    private static ServiceProvider Services() =>
        InferenceFixture.Compose(Path.GetTempPath(), register: services => services.AddPackageKind<HolderKind>());

    private InferenceFixture CreateSut() => new(_folder.Models, register: services => services.AddPackageKind<HolderKind>());

    private async Task AssertRefused(params string[] named)
    {
        using var sut = CreateSut();

        var error = (await sut.Catalog.GetAsync("outer", CancellationToken.None)).Error;

        Assert.Equal(ErrorReason.ModelUnavailable, error?.Reason);
        Assert.All(named, text => Assert.Contains(text, error!.Message, StringComparison.Ordinal));
        Assert.NotNull(error!.Remedy);
    }
}
