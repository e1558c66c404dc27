using Triad.Testing.Settings;

namespace Triad.Vectors.Qdrant.Tests;

public sealed class QdrantVectorsOptionsValidatorTests
{
    [Fact]
    public void Defaults_AreValidAndThese()
    {
        Assert.True(new QdrantVectorsOptionsValidator().Validate(null, new QdrantVectorsOptions()).Succeeded);
        Assert.Equal(
            """
            Endpoint = http://127.0.0.1:6334/
            ApiKey = null
            CaFile = null
            AllowPlaintextKey = False
            CollectionPrefix = triad_
            ReadTimeout = 00:00:05
            WriteTimeout = 00:00:30
            AdminTimeout = 00:01:00
            MaxRetries = 2
            RetryDelay = 00:00:00.1000000
            BreakerFailureRatio = 0.5
            BreakerMinCalls = 20
            BreakerWindow = 00:00:10
            BreakerPause = 00:00:05
            ShardNumber = 1
            ReplicationFactor = 1
            WriteConsistencyFactor = 1
            WriteOrdering = Medium
            ReadConsistency = Majority
            PayloadM = 16
            EfConstruct = 100
            SearchEf = null
            Exact = False
            Quantization = False
            Oversampling = 2
            StrictMode = True
            MaxQueryLimit = 10000
            MaxFilterConditions = 2000
            WriteBatch = 500
            ReadBatch = 500
            MaxQueuedWrites = 256
            MaxWaiters = 1024
            WaitInterval = 00:00:00.0500000
            PromotePoints = 20000
            DemotePoints = 0
            PromoteQueriesPerSecond = 50
            DemoteQueriesPerSecond = 10
            MinTimeBetweenMoves = 01:00:00
            TenancyInterval = 00:01:00
            SnapshotRetention = null
            MoveTimeout = 00:10:00
            """,
            SettingText.Of(new QdrantVectorsOptions()));
    }

    [Fact]
    public void Validate_AllWrong_SaysSettingValueAndRemedyOfEach()
    {
        var options = new QdrantVectorsOptions
        {
            Endpoint = new Uri("ftp://qdrant"),
            CaFile = "/nowhere/ca.pem",
            CollectionPrefix = "A b",
            ReadTimeout = TimeSpan.Zero,
            WriteTimeout = TimeSpan.Zero,
            AdminTimeout = TimeSpan.Zero,
            MaxRetries = -1,
            RetryDelay = TimeSpan.Zero,
            BreakerFailureRatio = 0,
            BreakerMinCalls = 1,
            BreakerWindow = TimeSpan.Zero,
            BreakerPause = TimeSpan.Zero,
            ShardNumber = 0,
            ReplicationFactor = 0,
            WriteConsistencyFactor = 2,
            PayloadM = 0,
            EfConstruct = 0,
            SearchEf = 0,
            Oversampling = 0,
            MaxQueryLimit = 1,
            MaxFilterConditions = 1,
            WriteBatch = 0,
            ReadBatch = 0,
            MaxQueuedWrites = 0,
            MaxWaiters = 0,
            WaitInterval = TimeSpan.Zero,
            PromotePoints = 10,
            DemotePoints = 10,
            PromoteQueriesPerSecond = 5,
            DemoteQueriesPerSecond = 5,
            MinTimeBetweenMoves = TimeSpan.FromSeconds(-1),
            TenancyInterval = TimeSpan.Zero,
            MoveTimeout = TimeSpan.Zero,
        };

        var failures = new QdrantVectorsOptionsValidator().Validate(null, options).Failures;

        Assert.Equal(
            """
            Triad:Qdrant:Endpoint is 'ftp://qdrant/'. Set the address of Qdrant's gRPC port, such as http://127.0.0.1:6334.
            Triad:Qdrant:CaFile is '/nowhere/ca.pem'. There is no such file. Name a file of PEM certificates.
            Triad:Qdrant:CollectionPrefix is 'A b'. Use 1 to 63 of a-z, 0-9, '_' and '-'.
            Triad:Qdrant:ReadTimeout is '00:00:00'. Set at least 00:00:00.0010000.
            Triad:Qdrant:WriteTimeout is '00:00:00'. Set at least 00:00:00.0010000.
            Triad:Qdrant:AdminTimeout is '00:00:00'. Set at least 00:00:00.0010000.
            Triad:Qdrant:MaxRetries is '-1'. Set 0 to 10.
            Triad:Qdrant:RetryDelay is '00:00:00'. Set at least 00:00:00.0010000.
            Triad:Qdrant:BreakerFailureRatio is '0'. Set 0.01 to 1.
            Triad:Qdrant:BreakerMinCalls is '1'. Set at least 2.
            Triad:Qdrant:BreakerWindow is '00:00:00'. Set at least 00:00:00.5000000.
            Triad:Qdrant:BreakerPause is '00:00:00'. Set at least 00:00:00.5000000.
            Triad:Qdrant:MaxQueuedWrites is '0'. Set at least 1.
            Triad:Qdrant:MaxWaiters is '0'. Set at least 1.
            Triad:Qdrant:WaitInterval is '00:00:00'. Set at least 00:00:00.0010000.
            Triad:Qdrant:ShardNumber is '0'. Set at least 1.
            Triad:Qdrant:ReplicationFactor is '0'. Set at least 1.
            Triad:Qdrant:WriteConsistencyFactor is '2'. Set 1 to 1: no more copies than there are.
            Triad:Qdrant:PayloadM is '0'. Set at least 2.
            Triad:Qdrant:EfConstruct is '0'. Set at least 4.
            Triad:Qdrant:SearchEf is '0'. Set at least 1.
            Triad:Qdrant:Oversampling is '0'. Set 1 to 100.
            Triad:Qdrant:MaxQueryLimit is '1'. Set at least 100.
            Triad:Qdrant:MaxFilterConditions is '1'. Set at least 100.
            Triad:Qdrant:WriteBatch is '0'. Set at least 1.
            Triad:Qdrant:ReadBatch is '0'. Set at least 1.
            Triad:Qdrant:DemotePoints is '10'. Set 0, or less than PromotePoints: a tenant would move to and fro.
            Triad:Qdrant:DemoteQueriesPerSecond is '5'. Set 0, or less than PromoteQueriesPerSecond: a tenant would move to and fro.
            Triad:Qdrant:MinTimeBetweenMoves is '-00:00:01'. Set at least 00:00:00.
            Triad:Qdrant:TenancyInterval is '00:00:00'. Set at least 00:00:01.
            Triad:Qdrant:MoveTimeout is '00:00:00'. Set at least 00:00:01.
            """,
            string.Join('\n', failures!));
    }

    [Fact]
    public void Validate_KeyInTheClearToAnotherMachine_IsRefusedUnlessAllowed()
    {
        var options = new QdrantVectorsOptions { Endpoint = new Uri("http://qdrant.example:6334"), ApiKey = "secret" };

        var refused = Assert.Single(new QdrantVectorsOptionsValidator().Validate(null, options).Failures!);
        options.AllowPlaintextKey = true;

        Assert.Equal(
            "Triad:Qdrant:Endpoint is 'http://qdrant.example:6334/'. Set an https address: the API key would travel in the clear.",
            refused);
        Assert.True(new QdrantVectorsOptionsValidator().Validate(null, options).Succeeded);
    }
}
