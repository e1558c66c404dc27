using System.Text;
using FsCheck.Fluent;
using Google.Protobuf;
using Triad.Client;
using Triad.EndToEnd.Tests.Fuzz;
using Triad.Testing.Contract;

namespace Triad.EndToEnd.Tests.Tenants;

/// <summary>
/// Two tenants with the same ids for different videos, and calls of both in an order that is drawn, against a model of what each has: each answer is what the
/// model of the asker says, and nothing in it is the other's.
/// </summary>
public abstract class MixedTenantsTests(OwnerFixture fixture)
{
    private const int Steps = 160;
    private const int Ids = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private enum Call
    {
        Upload,
        Delete,
        Get,
        List,
        Segments,
        Search,
        SearchStored,
        SearchOfIds,
        PageOfOther,
    }

    [Fact]
    public async Task Calls_OfBothInAnyOrder_AnswerEachOfItsOwnAlone()
    {
        var side = new[] { await Side.MakeAsync(fixture, "larkspur"), await Side.MakeAsync(fixture, "foxglove") };
        var steps = FuzzPlan.Draw(
            from who in Gen.Choose(0, 1)
            from call in Gen.Frequency(
                (2, Gen.Constant(Call.Upload)), (1, Gen.Constant(Call.Delete)), (12, Gen.Elements(Enum.GetValues<Call>().Where(each => each > Call.Delete).ToArray())))
            from id in Gen.Choose(0, Ids - 1)
            select (who, call, id),
            "mixed tenants",
            Steps * FuzzPlan.Scale);

        // Both have something from the begin, under the same ids.
        foreach (var (who, id) in from who in new[] { 0, 1 } from id in new[] { 0, 1 } select (who, id))
            await StepAsync(side[who], side[1 - who], Call.Upload, $"mixed-{id}");
        foreach (var (number, (who, call, id)) in steps.Index())
        {
            try
            {
                await StepAsync(side[who], side[1 - who], call, $"mixed-{id}");
            }
            catch (Exception wrong)
            {
                throw new InvalidOperationException($"{FuzzPlan.Describe}, step {number}: {side[who].Word} {call} mixed-{id}: {wrong.Message}", wrong);
            }
        }
    }

    private async Task StepAsync(Side asker, Side other, Call call, string id)
    {
        switch (call)
        {
            case Call.Upload:
                await asker.UploadAsync(id);
                break;
            case Call.Delete:
                await asker.DeleteAsync(fixture, other, id, Pause);
                break;
            case Call.Get:
                Check(asker, id, await asker.AskAsync(fixture, other, "LibraryService.GetVideo", new V1.GetVideoRequest { VideoId = id }));
                break;
            case Call.Segments:
                Check(asker, id, await asker.AskAsync(fixture, other, "LibraryService.GetSegments", new V1.GetSegmentsRequest { VideoId = id }));
                break;
            case Call.List:
                var list = await asker.AskAsync(fixture, other, "LibraryService.ListVideos", new V1.ListVideosRequest());
                Assert.Equal(asker.Has.Order(StringComparer.Ordinal), Assert.IsType<V1.ListVideosResponse>(Assert.Single(list.Responses)).Videos.Select(video => video.Id).Order(StringComparer.Ordinal));
                break;
            case Call.Search:
                await SearchAsync(asker, other, new V1.Part { Text = "a red ring" }, null, asker.Has);
                break;
            case Call.SearchStored:
                Check(asker, id, await SearchAsync(asker, other, new V1.Part { Stored = new V1.StoredItem { VideoId = id } }, null, asker.Has));
                break;
            case Call.SearchOfIds:
                var filter = new V1.Filter { Must = { new V1.Condition { VideoIds = new V1.IdCondition { Ids = { id } } } } };
                await SearchAsync(asker, other, new V1.Part { Text = "a red ring" }, filter, asker.Has.Where(each => each == id));
                break;
            default:
                await PageAsync(asker, other);
                break;
        }
    }

    private async Task<CallOutcome> SearchAsync(Side asker, Side other, V1.Part part, V1.Filter? filter, IEnumerable<string> expected)
    {
        var request = new V1.SearchRequest { Query = new V1.Query { Parts = { part } }, Options = new V1.SearchOptions { Filter = filter, Limit = 10 } };
        var outcome = await asker.AskAsync(fixture, other, "SearchService.Search", request);
        if (outcome.IsOk)
        {
            var hits = Assert.IsType<V1.SearchResponse>(Assert.Single(outcome.Responses)).Hits.Select(hit => hit.VideoId);
            Assert.Equal(expected.Order(StringComparer.Ordinal), hits.Order(StringComparer.Ordinal));
        }

        return outcome;
    }

    private async Task PageAsync(Side asker, Side other)
    {
        var first = await other.AskAsync(fixture, asker, "LibraryService.ListVideos", new V1.ListVideosRequest { PageSize = 1 });
        if (Assert.IsType<V1.ListVideosResponse>(Assert.Single(first.Responses)).NextPageToken is not { Length: > 0 } page)
            return;
        var taken = await asker.AskAsync(fixture, other, "LibraryService.ListVideos", new V1.ListVideosRequest { PageSize = 1, PageToken = page });
        Assert.Equal("PAGE_TOKEN_INVALID", taken.Reason);
    }

    private static void Check(Side asker, string id, CallOutcome outcome) =>
        Assert.Equal(asker.Has.Contains(id) ? "" : "VIDEO_NOT_FOUND", outcome.Reason);

    /// <summary>A tenant, what it has, and the word that is in all of it.</summary>
    private sealed record Side(string Word, string Tenant, string Key, TriadClient Client)
    {
        private int _uploads;

        public HashSet<string> Has { get; } = new(StringComparer.Ordinal);

        public static async Task<Side> MakeAsync(OwnerFixture fixture, string word)
        {
            var (tenant, key) = await fixture.OnboardAsync(twinned: false);
            return new Side(word, tenant, key, fixture.ConnectAs(key));
        }

        public async Task UploadAsync(string id)
        {
            if (Has.Contains(id))
                return;
            await Client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, $"sample-0{_uploads++ % 5}.mp4"), new UploadOptions
            {
                VideoId = id,
                Name = $"{Word} name",
                SegmentLength = TimeSpan.FromSeconds(2),
                Metadata = new Dictionary<string, MetadataValue> { ["marker"] = $"{Word} marker" },
                Captions = new Captions(Encoding.UTF8.GetBytes($"1\n00:00:00,000 --> 00:00:06,000\na red ring {Word}\n"), CaptionFormat.Srt),
            });
            Has.Add(id);
        }

        public async Task DeleteAsync(OwnerFixture fixture, Side other, string id, TimeSpan pause)
        {
            var outcome = await AskAsync(fixture, other, "LibraryService.DeleteVideo", new V1.DeleteVideoRequest { VideoId = id });
            Assert.Equal(Has.Remove(id) ? "" : "VIDEO_NOT_FOUND", outcome.Reason);

            // Its erasure goes on by itself.
            while ((await AskAsync(fixture, other, "LibraryService.GetVideo", new V1.GetVideoRequest { VideoId = id })).IsOk)
                await Task.Delay(pause, TimeProvider.System);
        }

        /// <summary>Makes a call; nothing of the other's may be in its answer.</summary>
        public async Task<CallOutcome> AskAsync(OwnerFixture fixture, Side other, string call, IMessage request)
        {
            var outcome = await fixture.Client.CallAsync(ContractCalls.Find(call), Key, request);
            var text = outcome.ToString();
            Assert.DoesNotContain(other.Word, text, StringComparison.Ordinal);
            Assert.DoesNotContain(other.Tenant, text, StringComparison.Ordinal);
            return outcome;
        }
    }
}
